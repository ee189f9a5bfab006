import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { installLauncher, pulumiHome } from "../../../../components/plugin/plugin.ts";
import { VERSION } from "../../../../base/package.ts";

let home: string;
let main: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "muelle-home-"));
  main = join(home, "it's 100%", "main.js");
  mkdirSync(join(main, ".."));
  writeFileSync(main, "");
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

const folder = (): string => join(home, "plugins", `resource-muelle-v${VERSION}`);
const launcher = (): string => join(folder(), "pulumi-resource-muelle");

describe("installLauncher", () => {
  it("writes an executable of the version that Pulumi looks for, and leaves nothing else", () => {
    installLauncher(home, main, "linux");
    expect(readFileSync(launcher(), "utf8").split("\n").at(-2)).toBe(
      `exec node '${home}/it'\\''s 100%/main.js' "$@"`,
    );
    expect(statSync(launcher()).mode & 0o111).toBe(0o111);
    expect(readdirSync(join(home, "plugins"))).toEqual([`resource-muelle-v${VERSION}`]);
  });

  it("writes a batch file on Windows", () => {
    installLauncher(home, main, "win32");
    expect(readdirSync(folder())).toEqual(["pulumi-resource-muelle.cmd"]);
    expect(readFileSync(join(folder(), "pulumi-resource-muelle.cmd"), "utf8").split("\n").at(-2)).toBe(
      `node "${home}/it's 100%%/main.js" %*`,
    );
  });

  it("leaves another project's launcher, which starts the same version", () => {
    installLauncher(home, main, "linux");
    const before = readFileSync(launcher(), "utf8");
    const other = join(home, "main.js");
    writeFileSync(other, "");
    installLauncher(home, other, "linux");
    expect(readFileSync(launcher(), "utf8")).toBe(before);
  });

  it("replaces another project's launcher when that project is gone", () => {
    installLauncher(home, main, "linux");
    rmSync(main);
    const other = join(home, "main.js");
    writeFileSync(other, "");
    installLauncher(home, other, "linux");
    expect(readFileSync(launcher(), "utf8")).toContain(`exec node '${other}'`);
    expect(readdirSync(folder())).toEqual(["pulumi-resource-muelle"]);
  });

  it("leaves a plugin that Pulumi installed itself", () => {
    mkdirSync(folder(), { recursive: true });
    writeFileSync(launcher(), "#!/bin/sh\nexec node main.js\n");
    installLauncher(home, main, "linux");
    expect(readFileSync(launcher(), "utf8")).toBe("#!/bin/sh\nexec node main.js\n");
  });
});

describe("pulumiHome", () => {
  it("is where PULUMI_HOME says, else in the user's home", () => {
    expect(pulumiHome({ PULUMI_HOME: home })).toBe(home);
    expect(pulumiHome({})).toMatch(/.\/\.pulumi$/);
  });
});
