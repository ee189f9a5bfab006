import { describe, expect, it } from "vitest";
import { messageOf } from "../../../../../airgap/providers/kit/index.ts";

describe("an error's message", () => {
  it("has those of its causes behind it", () => {
    const cause = new Error("connection refused");
    expect(messageOf(new Error("cannot reach the engine", { cause }))).toBe(
      "cannot reach the engine: connection refused",
    );
  });

  it("is the thing itself where no error was thrown", () => {
    expect(messageOf("gone")).toBe("gone");
  });
});
