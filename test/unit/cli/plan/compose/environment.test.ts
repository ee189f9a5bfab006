import { describe, expect, it } from "vitest";
import { composeEnvironment } from "../../../../../cli/plan/compose/environment.ts";
import { escaped } from "../../../../../cli/plan/compose/interpolation.ts";
import { UNKNOWN } from "../../../../support/mocks.ts";

describe("the variables of a service in a compose file", () => {
  it("stand for themselves, dollar signs included", () => {
    expect(escaped(composeEnvironment(["A=1", "PRICE=$5 = five"]))).toEqual(["A=1", "PRICE=$$5 = five"]);
  });

  it("that come from secrets are set by who runs the file", () => {
    expect(escaped(composeEnvironment(["URL=[secret db-url.v2]"]))).toEqual([
      "URL=${SECRET_DB_URL_V2:?the value of the secret db-url.v2}",
    ]);
  });

  it("are left out where another resource gives them", () => {
    expect(composeEnvironment(["A=1", UNKNOWN])).toEqual(["A=1"]);
  });
});
