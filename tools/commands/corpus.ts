import { readdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join, relative, resolve } from "node:path";
import { findExecutable } from "../../base/executable.ts";
import { compare, type Outcome } from "../corpus/compare.ts";
import { importFile } from "../corpus/import.ts";
import { importSummary } from "../corpus/import-summary.ts";
import { misused } from "../../base/usage.ts";
import type { CommandContext } from "../context.ts";
import { withPrograms } from "../environment/with-programs.ts";
import type { Command } from "./command.ts";

const COMPOSE = "docker-compose";

const usage = { command: "corpus", usage: "npm run corpus -- DIR [DOCKER-COMPOSE]" };

/**
 * `npm run corpus -- DIR`: loads every Compose file of a folder here and with `docker compose config`, and prints how
 * many are the same, how many Docker and Kubernetes can run without a refusal, and what is refused most. Ends with 1
 * unless all are the same that Compose accepts.
 */
export const command: Command = async (context, args) => {
  const [given, program, ...rest] = args;
  if (given === undefined) throw misused(usage, { path: usage.command, message: "of which folder?" });
  if (rest.length > 0) throw misused(usage, { path: rest.join(" "), message: "is too much" });
  const oracle = program ?? (await installedCompose(context));
  const { progress } = context;
  const root = resolve(given);
  const counts = new Map<Outcome["kind"], number>();
  const files = await composeFiles(root);
  for (const file of files) {
    const outcome = await compare(file, oracle, homedir());
    counts.set(outcome.kind, (counts.get(outcome.kind) ?? 0) + 1);
    if ("why" in outcome) progress.line(`${outcome.kind}: ${relative(root, file)}\n  ${outcome.why}`);
  }
  const count = (kind: Outcome["kind"]) => counts.get(kind) ?? 0;
  const missed = count("different") + count("refused here");
  progress.line(
    `${files.length} files, ${count("equal") + missed} of them accepted by Compose: ${count("equal")} equal,`,
  );
  progress.line(
    `${count("different")} different, ${count("refused here")} refused here though Compose accepts them.`,
  );
  progress.line(
    `${count("refused by both")} are refused by both, ${count("refused by Compose only")} by Compose alone.`,
  );
  const imported = files.flatMap((file) => importFile(file, homedir()) ?? []);
  for (const line of importSummary(imported)) progress.line(line);
  return missed === 0 ? 0 : 1;
};

async function composeFiles(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name));
  return files.map(({ parentPath, name }) => join(parentPath, name)).toSorted();
}

/** Docker Compose's own program, whichever plugin the Docker client has. */
async function installedCompose(context: CommandContext): Promise<string> {
  const { PATH = "" } = await withPrograms(context, [COMPOSE]);
  return findExecutable(COMPOSE, PATH) ?? COMPOSE;
}
