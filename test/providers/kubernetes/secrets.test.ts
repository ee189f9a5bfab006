import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestNamespace } from "../support/namespace.ts";
import { encryptedIn, type TestStack } from "../support/stack.ts";

const CLEAR = /geheim|Z2VoZWlt/;

/** One Secret as plain text, one as data with a name of its own; the value is `geheim-N`. */
function program(start: string, plain: string, encoded: string): string {
  return `${start}
    new kubernetes.core.v1.Secret("plain", { stringData: { a: pulumi.secret("${plain}") }, immutable: true }, on);
    new kubernetes.core.v1.Secret("fixed", { metadata: { name: "fixed" }, data: { a: pulumi.secret("${encoded}") } }, on);`;
}

describe("secrets on Kubernetes", () => {
  let namespace: TestNamespace;
  let stack: TestStack;
  let printed = "";

  beforeAll(async () => {
    namespace = await TestNamespace.create();
    stack = await namespace.stack();
    await stack.program(program(namespace.start(), "geheim-1", "Z2VoZWltLTE="));
    printed += await stack.must("up", "--yes", "--diff");
    await stack.program(program(namespace.start(), "geheim-2", "Z2VoZWltLTI="));
    printed += await stack.must("preview", "--diff");
    printed += await stack.must("preview", "--diff", "--refresh");
    printed += await stack.must("up", "--yes", "--diff");
  });
  afterAll(async () => {
    await stack.remove();
    await namespace.remove();
  });

  it("reach the cluster", async () => {
    expect(await namespace.field("secret/fixed", ".data.a")).toBe("Z2VoZWltLTI=");
  });

  it("are never printed: by previews, updates and refreshes", () => {
    expect(printed).not.toMatch(CLEAR);
  });

  it("are encrypted in the state, in the inputs and in the outputs", async () => {
    expect(await stack.stateText()).not.toMatch(CLEAR);
    for (const name of ["plain", "fixed"]) {
      const { inputs, outputs } = await stack.resource(name);
      // The provider keeps `stringData` as `data`, as the API server does.
      expect(encryptedIn(inputs)).toStrictEqual(["data"]);
      expect(encryptedIn(outputs)).toContain("data");
    }
  });

  it("are not told by an error", async () => {
    const output = await stack.failedUp(`${namespace.start()}
      new kubernetes.core.v1.Secret("invalid", {
        metadata: { name: "in valid" }, stringData: { a: pulumi.secret("geheim-3") },
      }, on);`);
    expect(output).toContain("in valid");
    expect(output).not.toMatch(CLEAR);
  });
});
