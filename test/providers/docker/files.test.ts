import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestEngine } from "../support/engine.ts";
import { TestStack } from "../support/stack.ts";

const LIST = "stat -c '%a %u %g %n' /etc/app/* /secret; cat /etc/app/plain.conf /secret";
const READ = "cat /run/secrets/deep/pw; touch /x 2>&1";

/** A container with files of its own, and one that holds the files of a read-only container. */
function program(engine: TestEngine, password: string): string {
  const uploads = `uploads: [
    { file: "/etc/app/plain.conf", content: "plain\\n" },
    { file: "/etc/app/run.sh", content: "echo ran", executable: true },
    { file: "/secret", content: "geheim", permissions: "0440", owner: "7", group: "8" },
  ],`;
  const held = `start: false, mustRun: false, networkMode: "none", volumes: [{ containerPath: "/run/secrets" }],
    uploads: [{ file: "/run/secrets/deep/pw", content: "${password}" }],`;
  const taken = "readOnly: true, volumes: [{ fromContainer: holder.name }],";
  return [
    engine.script("files", LIST, uploads),
    engine.container("holder", held, "{ deleteBeforeReplace: false }"),
    engine.script("reader", READ, taken, "{ deleteBeforeReplace: false }"),
  ].join("");
}

describe("files in containers on Docker", () => {
  let engine: TestEngine;
  let stack: TestStack;
  let first: Readonly<Record<string, string>>;

  beforeAll(async () => {
    engine = await TestEngine.connect();
    stack = await TestStack.create("docker");
    await stack.up(program(engine, "geheim-1"));
    first = await stack.outputs();
  });
  afterAll(async () => {
    await stack.remove();
    await engine.clean();
  });

  it("are there before the container starts, with mode and owner", () => {
    expect(first["filesLogs"]).toBe(
      "644 0 0 /etc/app/plain.conf\n744 0 0 /etc/app/run.sh\n440 7 8 /secret\nplain\ngeheim",
    );
  });

  it("reach a read-only container by the volumes of one that never runs", async () => {
    expect(first["readerLogs"]).toBe("geheim-1touch: /x: Read-only file system\n");
    expect((await engine.inspect(first["holderId"])).State.Status).toBe("created");
  });

  it("that change make new containers, of the holder and of who takes them from it", async () => {
    await stack.up(program(engine, "geheim-2"));
    const second = await stack.outputs();
    expect(second["holderId"]).not.toBe(first["holderId"]);
    expect(second["readerLogs"]).toContain("geheim-2");
    expect(await engine.containersOf("holder-")).toHaveLength(1);
  });

  it("are refused by a read-only container, even in a volume of its own", async () => {
    const more =
      'readOnly: true, volumes: [{ containerPath: "/v" }], uploads: [{ file: "/v/pw", content: "x" }],';
    const output = await stack.failedUp(engine.container("refused", more));
    expect(output).toContain("Unable to upload volume content");
    expect(output).toContain("marked read-only");
  });
});
