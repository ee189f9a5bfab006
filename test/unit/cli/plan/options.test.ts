import { describe, expect, it } from "vitest";
import { planOptions } from "../../../../cli/plan/options.ts";

describe("planOptions", () => {
  it("keeps the plan of a stack below .muelle, where nothing else is said", () => {
    expect(planOptions(["prod"], "/project")).toEqual({
      stack: "prod",
      application: undefined,
      out: "/project/.muelle/plan/prod",
      diff: undefined,
    });
  });

  it("takes paths from the project's folder", () => {
    const args = ["dev", "--out", "new", "--diff", "/old", "--application", "notes"];
    expect(planOptions(args, "/project")).toEqual({
      stack: "dev",
      application: "notes",
      out: "/project/new",
      diff: "/old",
    });
  });

  it.each([
    [[], "of which stack?"],
    [["dev", "prod"], "prod: is too much"],
    [["dev", "--engine"], "--engine"],
  ])("refuses %j", (args, message) => {
    expect(() => planOptions(args, "/project")).toThrow(message);
    expect(() => planOptions(args, "/project")).toThrow("It is: npm run plan -- STACK");
  });
});
