import { describe, expect, it } from "vitest";
import { type BrowserFacts, planBrowser } from "../../../../tools/browser/browser-plan.ts";

function facts(fields: Partial<BrowserFacts> = {}): BrowserFacts {
  return { found: undefined, chosen: "", works: false, root: true, apt: true, ...fields };
}

describe("planBrowser", () => {
  it("uses a browser that works", () => {
    expect(planBrowser(facts({ found: "/usr/bin/chromium", works: true }))).toEqual({
      kind: "use",
      executable: "/usr/bin/chromium",
    });
  });

  it("installs Debian's on Debian, as root, where there is none", () => {
    expect(planBrowser(facts())).toEqual({ kind: "install", package: "chromium" });
  });

  it("installs one where the one on the PATH does not run", () => {
    expect(planBrowser(facts({ found: "/usr/bin/chromium-browser" }))).toEqual({
      kind: "install",
      package: "chromium",
    });
  });

  it("refuses a CHROME_PATH that cannot be run, and does not put another one in its place", () => {
    expect(planBrowser(facts({ found: "/opt/chrome", chosen: "/opt/chrome" }))).toEqual({
      kind: "refuse",
      fault: {
        path: "CHROME_PATH",
        message: "/opt/chrome is no program that can be run",
        hint: "Let it name a Chrome or Chromium, or unset it.",
      },
    });
  });

  it.each([
    [{ root: false }, "sudo apt-get install chromium, or let CHROME_PATH name one."],
    [{ apt: false }, "Install one, or let CHROME_PATH name it."],
  ])("refuses where it cannot install, and says what to do: %j", (fields, hint) => {
    expect(planBrowser(facts(fields))).toEqual({
      kind: "refuse",
      fault: {
        path: "chromium",
        message: "the tests of the page need a Chrome or Chromium, and there is none on the PATH",
        hint,
      },
    });
  });
});
