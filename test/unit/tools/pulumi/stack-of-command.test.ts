import { describe, expect, it } from "vitest";
import { stackOfCommand } from "../../../../tools/pulumi/stack-of-command.ts";

describe("stackOfCommand", () => {
  it.each([
    [["up", "-s", "prod", "--yes"], "prod"],
    [["up", "--yes", "--stack", "prod"], "prod"],
    [["preview", "--stack=prod"], "prod"],
    [["preview", "-s=prod"], "prod"],
    [["up", "-sprod"], "prod"],
  ])("finds the stack in %j", (args, stack) => {
    expect(stackOfCommand(args)).toBe(stack);
  });

  it.each([[["up", "--yes"]], [["stack", "init", "-s", "prod"]], [["destroy", "-s", "prod"]], [[]]])(
    "finds none in %j, which runs no program of a named stack",
    (args) => {
      expect(stackOfCommand(args)).toBeUndefined();
    },
  );
});
