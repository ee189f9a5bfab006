import { describe, expect, test } from "vitest";
import { run, tryRun } from "../../../base/run.ts";

const script = (code: string): readonly [string, readonly string[]] => ["sh", ["-c", code]];

describe("a program that is run", () => {
  test("answers with its exit code and its output", async () => {
    expect(await tryRun(...script("echo out; echo err >&2; exit 3"))).toEqual({
      code: 3,
      stdout: "out",
      stderr: "err",
    });
  });

  test("reads what it is given, and nothing when it is given nothing", async () => {
    expect(await run("reading", ...script("cat"), { input: "secret" })).toBe("secret");
    expect(await run("reading", ...script("cat"))).toBe("");
  });

  test("shows its lines as they come", async () => {
    const lines: string[] = [];
    await run("talking", ...script("echo one; echo two"), { onLine: (line) => lines.push(line) });
    expect(lines).toEqual(["one", "two"]);
  });

  test("that is not there answers 127", async () => {
    expect((await tryRun("no-such-program", [])).code).toBe(127);
  });

  test("is killed after its time", async () => {
    expect((await tryRun("sleep", ["60"], { timeout: 50 })).code).toBe(137);
  });

  test("fails with what was being done, the command, and its last words", async () => {
    await expect(run("making tea", ...script("echo no water >&2; exit 1"))).rejects.toThrow(
      "making tea failed\n  sh -c echo no water >&2; exit 1: ended with 1\n      no water",
    );
  });
});
