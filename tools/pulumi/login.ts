import { existsSync, readFileSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";

const CREDENTIALS = "credentials.json";

/** The backend that the user's own Pulumi is logged in to, or undefined. */
export function currentLogin(home: string): string | undefined {
  try {
    const credentials: unknown = JSON.parse(readFileSync(join(home, CREDENTIALS), "utf8"));
    if (typeof credentials !== "object" || credentials === null || !("current" in credentials))
      return undefined;
    const { current } = credentials;
    return typeof current === "string" && current !== "" ? current : undefined;
  } catch {
    return undefined;
  }
}

/** Lets another Pulumi home use the user's login; the tokens stay in the one file. */
export async function shareLogin(userHome: string, home: string): Promise<void> {
  const source = join(userHome, CREDENTIALS);
  const target = join(home, CREDENTIALS);
  if (source === target || !existsSync(source) || existsSync(target)) return;
  await mkdir(home, { recursive: true });
  await symlink(source, target);
}
