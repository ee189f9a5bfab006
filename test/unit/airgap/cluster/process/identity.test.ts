import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import {
  identify,
  isRunning,
  parseStat,
  signalProcess,
} from "../../../../../airgap/cluster/process/identity.ts";

describe.skipIf(process.platform !== "linux")("a process", () => {
  it("is known by its number and its start", () => {
    const self = identify(process.pid);
    if (self === undefined) throw new Error("this process does not run");
    expect(isRunning(self)).toBe(true);
    expect(isRunning({ ...self, started: "1" })).toBe(false);
    expect(isRunning({ ...self, boot: "another" })).toBe(false);
  });

  it("gets no signal that was meant for an earlier one of the same number", async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const identity = identify(child.pid ?? 0);
    if (identity === undefined) throw new Error("the child does not run");
    expect(signalProcess({ ...identity, started: "1" }, "SIGKILL")).toBe(false);
    expect(isRunning(identity)).toBe(true);
    const end = once(child, "exit");
    expect(signalProcess(identity, "SIGKILL")).toBe(true);
    expect(await end).toStrictEqual([null, "SIGKILL"]);
    expect(isRunning(identity)).toBe(false);
  });

  it("may have spaces and brackets in its name", () => {
    const fields = Array.from({ length: 49 }, (_, index) => String(index + 4));
    expect(parseStat(`7 (a) b (c) S ${fields.join(" ")}`)).toStrictEqual({ state: "S", started: "22" });
  });

  it("is unknown where there is none", () => {
    expect(identify(2 ** 22 + 1)).toBeUndefined();
  });
});
