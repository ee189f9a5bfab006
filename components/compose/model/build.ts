import { listOf, mapOf, object, orShort, texts, textOrTexts } from "./collections.ts";
import type { Codec } from "./codec.ts";
import { fileMode, bytes, flag, integer, text, textOrFlag } from "./scalars.ts";
import { hosts, labels, variables } from "./variables.ts";

/** A secret or a config that a container sees as a file. */
export const fileReference = orShort(
  object({ source: text, target: text, uid: text, gid: text, mode: fileMode }),
  (source) => ({ ok: true, value: { source } }),
);

const softAndHard = object({ soft: integer, hard: integer }, ["soft", "hard"]);

/** A limit of a process: one number, or a soft and a hard one. */
const ulimit: Codec<number | { readonly soft: number; readonly hard: number }> = {
  read: (node, reading) =>
    node.kind === "scalar" ? integer.read(node, reading) : softAndHard.read(node, reading),
  write: (value) => (typeof value === "number" ? (value === 0 ? {} : value) : softAndHard.write(value)),
};

export const ulimits = mapOf(ulimit, /^[a-z]+$/, "the name of a limit");

/**
 * How an image is built.
 * @see https://github.com/compose-spec/compose-spec/blob/main/build.md
 */
export const build = orShort(
  object({
    context: text,
    dockerfile: text,
    dockerfile_inline: text,
    entitlements: texts,
    args: variables,
    ssh: sshKeys(),
    labels,
    cache_from: texts,
    cache_to: texts,
    no_cache: flag,
    no_cache_filter: textOrTexts,
    additional_contexts: labels,
    network: text,
    provenance: textOrFlag,
    sbom: textOrFlag,
    pull: flag,
    target: text,
    shm_size: bytes,
    extra_hosts: hosts,
    isolation: text,
    privileged: flag,
    secrets: listOf(fileReference),
    tags: texts,
    ulimits,
    platforms: texts,
  }),
  (context) => ({ ok: true, value: { context } }),
);

/** Keys of SSH by their ids; null is the agent's. */
function sshKeys(): Codec<Readonly<Record<string, string | null>>> {
  return {
    read: (node, reading) => variables.read(node, reading),
    write: (keys) => {
      const entries = Object.entries(keys).map(([id, path]) =>
        path === null || path === "" ? id : { [id]: path },
      );
      return entries.length === 0 ? undefined : entries;
    },
  };
}
