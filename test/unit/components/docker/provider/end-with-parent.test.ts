import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isAlive } from "../../../../../tools/process/is-alive.ts";
import { eventually } from "../../../../support/eventually.ts";

const MODULE = join(import.meta.dirname, "../../../../../components/docker/provider/end-with-parent.ts");

/** A parent that starts a child which would stay for a minute, tells the child's number, and waits. */
const PARENT = `
const { spawn } = await import("node:child_process");
const stdio = ["ignore", "pipe", "inherit"];
const child = spawn(process.execPath, ["--input-type=module", "-e", process.argv[1]], { stdio, detached: true });
child.stdout.once("data", () => console.log(child.pid));
setInterval(() => {}, 1000);
`;
const CHILD = `
const { endWithParent } = await import(${JSON.stringify(MODULE)});
endWithParent();
console.log("ready");
setTimeout(() => {}, 60_000);
`;

describe("endWithParent", () => {
  it("ends a process when the one that started it is killed", async () => {
    const parent = spawn(process.execPath, ["--input-type=module", "-e", PARENT, CHILD], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(parent.stdout, "data")) as [Buffer];
    const child = Number(line.toString());
    expect(isAlive(child)).toBe(true);
    parent.kill("SIGKILL");
    await eventually(() => {
      if (isAlive(child)) throw new Error("the child is still there");
      return Promise.resolve();
    }, 10_000);
  });
});
