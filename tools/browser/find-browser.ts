import { existsSync } from "node:fs";
import { findExecutable } from "../../base/executable.ts";

/** What Chrome and Chromium are called on a PATH. */
const NAMES = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome"];

/** Where macOS has them, which puts nothing on a PATH. */
const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The Chrome or Chromium that is there: what CHROME_PATH names, else one on the PATH, else macOS's; else undefined. */
export function findBrowser(env: NodeJS.ProcessEnv): string | undefined {
  const chosen = env["CHROME_PATH"] ?? "";
  if (chosen !== "") return chosen;
  const onPath = NAMES.map((name) => findExecutable(name, env["PATH"] ?? "")).find(
    (path) => path !== undefined,
  );
  return onPath ?? APPLICATIONS.find((path) => existsSync(path));
}
