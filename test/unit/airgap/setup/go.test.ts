import { describe, expect, it } from "vitest";
import { goProblem } from "../../../../airgap/setup/go.ts";

describe("the Go that programs are built with", () => {
  it.each(["1.26.8", "1.27.0"])("may be %s", (version) => {
    expect(goProblem(version)).toBeUndefined();
  });

  it("is not too old", () => {
    expect(goProblem("1.26.7")).toBe("Go 1.26.7 is too old");
  });

  it("is on the PATH", () => {
    expect(goProblem(undefined)).toBe("Go is not on the PATH");
  });
});
