import { describe, expect, it } from "vitest";
import { flags } from "../../../../tools/environment/set-up.ts";

describe("what is asked of airgap's setup", () => {
  it("is nothing in particular by default", () => {
    expect(flags({})).toEqual([]);
  });

  it("is all that the command needs", () => {
    expect(
      flags({
        providers: ["docker-build", "docker"],
        programs: ["syft"],
        compose: true,
        policyPacks: ["policies", "-rules"],
        thorough: true,
      }),
    ).toEqual([
      ...["--providers", "docker-build,docker", "--programs", "syft", "--compose"],
      ...["--policy-pack=policies", "--policy-pack=-rules", "--thorough"],
    ]);
  });
});
