import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tryRun } from "../../base/run.ts";
import type { ReachableFacts } from "./facts.ts";

const ANSWER_MILLISECONDS = 4000;
const REMEMBERED_MILLISECONDS = 12 * 60 * 60 * 1000;

/**
 * Which download hosts answer. An answer is remembered for half a day, so that a host that swallows packets does not
 * delay every command.
 *
 * @param ask whether to ask again in any case
 */
export async function probeReachable(cache: string, ask: boolean): Promise<ReachableFacts> {
  const file = join(cache, "reachable.json");
  const remembered = ask ? undefined : recall(file);
  if (remembered !== undefined) return remembered;
  const [pulumi, dockerHub] = await Promise.all([
    // A proxy's page that says no is an answer too: only the hosts' own answers count.
    answers("https://get.pulumi.com/", ({ status }) => status === 200),
    answers(
      "https://registry-1.docker.io/v2/",
      ({ headers }) => headers.get("docker-distribution-api-version") === "registry/2.0",
    ),
  ]);
  mkdirSync(cache, { recursive: true });
  writeFileSync(file, JSON.stringify({ at: Date.now(), pulumi, dockerHub }));
  return { pulumi, dockerHub };
}

async function answers(url: string, isOwn: (answer: Answer) => boolean): Promise<boolean> {
  const answer = (await askWithCurl(url)) ?? (await askWithFetch(url));
  return answer !== undefined && isOwn(answer);
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
}

/** curl goes through the proxy that the environment names, as the engine and Pulumi's install script do. */
async function askWithCurl(url: string): Promise<Answer | undefined> {
  const seconds = String(ANSWER_MILLISECONDS / 1000);
  const { code, stdout } = await tryRun("curl", ["-sSL", "-m", seconds, "-o", "/dev/null", "-D", "-", url]);
  if (code === 127) return undefined;
  const last =
    stdout
      .trim()
      .split(/\r?\n\r?\n/)
      .at(-1) ?? "";
  const [first = "", ...lines] = last.split(/\r?\n/);
  const headers = new Headers();
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  return { status: Number(first.split(" ")[1] ?? 0), headers };
}

async function askWithFetch(url: string): Promise<Answer | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MILLISECONDS) });
    await response.body?.cancel();
    return response;
  } catch {
    return undefined;
  }
}

function recall(file: string): ReachableFacts | undefined {
  try {
    const stored: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof stored !== "object" || stored === null) return undefined;
    const { at, pulumi, dockerHub } = stored as Record<string, unknown>;
    if (typeof at !== "number" || Date.now() - at > REMEMBERED_MILLISECONDS) return undefined;
    return typeof pulumi === "boolean" && typeof dockerHub === "boolean" ? { pulumi, dockerHub } : undefined;
  } catch {
    return undefined;
  }
}
