import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { VERSION } from "../../base/package.ts";

/** The plugin that lies in the installed package. The repository has main.ts, and names its folder in Pulumi.yaml. */
const MAIN = fileURLToPath(new URL("../../provider/main.js", import.meta.url));

/** The launcher of an installed package; whatever else lies in Pulumi's home was installed by Pulumi. */
const MARK = "Written by the npm package muelle.";

/**
 * Lets Pulumi's engine find the plugin in node_modules, for a user who has typed no more than `npm install muelle`.
 * The engine looks for the plugin of this version in its home when a program asks for the provider, so a launcher that
 * is put there just before is found. Nothing is downloaded, and `pulumi destroy`, which runs no program, finds it too.
 *
 * It is not done by `pulumi.resource` in package.json: the engine would download the plugin before it runs the program.
 * It is not done by `plugins.providers` in Pulumi.yaml either: every user would have to write it.
 */
export function linkPlugin(): void {
  if (existsSync(MAIN)) installLauncher(pulumiHome(process.env), MAIN, process.platform);
}

/** The folder that Pulumi keeps its plugins in, as the engine finds it. */
export function pulumiHome(env: NodeJS.ProcessEnv): string {
  return env["PULUMI_HOME"] ?? join(homeOfUser(), ".pulumi");
}

/**
 * Puts a launcher for a package's plugin into Pulumi's home. Left alone are a plugin that Pulumi installed itself, and
 * the launcher of another project while that project is there: a version has one plugin.
 *
 * @param home - Pulumi's home
 * @param main - the program that Node is to run
 */
export function installLauncher(home: string, main: string, platform: NodeJS.Platform): void {
  const folder = join(home, "plugins", `resource-muelle-v${VERSION}`);
  const { file, text } = launcher(main, platform);
  const path = join(folder, file);
  if (existsSync(folder) && !isStale(path)) return;
  // The whole folder appears at once: an engine that looks at this moment finds all of it or nothing. Of the name
  // that the engine gives what is being installed, so that it takes no notice.
  const draft = `${folder}.tmp${process.pid}`;
  mkdirSync(draft, { recursive: true });
  writeFileSync(join(draft, file), text);
  chmodSync(join(draft, file), 0o755);
  try {
    if (existsSync(folder)) renameSync(join(draft, file), path);
    else renameSync(draft, folder);
  } catch (error) {
    // Another program was faster.
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Whether a launcher of ours starts a package that is gone. */
function isStale(path: string): boolean {
  if (!existsSync(path)) return false;
  const [, mark = "", main = ""] = readFileSync(path, "utf8").split("\n");
  return mark.includes(MARK) && !existsSync(main.replace(/^\S+ /, ""));
}

/** Name and text of a launcher. Its third line names the program, without the quotes of a shell. */
function launcher(main: string, platform: NodeJS.Platform): { readonly file: string; readonly text: string } {
  if (platform === "win32")
    return {
      file: "pulumi-resource-muelle.cmd",
      text: `@echo off\nREM ${MARK}\nREM ${main}\nnode "${main.replaceAll("%", "%%")}" %*\n`,
    };
  return {
    file: "pulumi-resource-muelle",
    text: `#!/bin/sh\n# ${MARK}\n# ${main}\nexec node '${main.replaceAll("'", `'\\''`)}' "$@"\n`,
  };
}

/** As Go finds it, whatever HOME says; a user without an entry has nothing else. */
function homeOfUser(): string {
  try {
    return userInfo().homedir;
  } catch {
    return homedir();
  }
}
