import {
  completeFields,
  fieldFaults,
  isList,
  messageOf,
  parseFields,
  UNKNOWN,
  type Context,
  type Properties,
  type Resource,
  type ResourceState,
} from "../kit/index.ts";
import type { ImageBuilder, Watch } from "./builder.ts";
import { contextHash } from "./context-hash.ts";
import { imageChanges } from "./image-changes.ts";
import { imageFaults } from "./image-faults.ts";
import { imageFields } from "./image-fields.ts";
import { imageReference, namesRegistry, withDigest } from "./image-reference.ts";
import { knownContextHash, withDockerfile } from "./local-files.ts";
import { statusLine } from "./status-line.ts";

/** What a build finds out. Every input is an output too. */
interface Built {
  readonly digest: string;
  readonly ref: string;
  readonly contextHash: string;
}

/** The stand-in's `docker-build:index:Image`: an image built by buildx. */
export const image: Resource<ImageBuilder> = {
  token: "docker-build:index:Image",
  check: (news) => {
    const given = withDockerfile(news);
    const faults = fieldFaults(imageFields, given, (name) => name);
    const inputs = completeFields(imageFields, given);
    return { inputs, faults: faults.length > 0 ? faults : imageFaults(inputs) };
  },
  diff: ({ oldInputs, oldOutputs, news }) => {
    const before = oldOutputs["contextHash"];
    const hashes = { before: typeof before === "string" ? before : undefined, now: knownContextHash(news) };
    return imageChanges(oldInputs, news, hashes);
  },
  preview: (inputs) => {
    const unknown: Record<keyof Built, typeof UNKNOWN> = {
      digest: UNKNOWN,
      ref: UNKNOWN,
      contextHash: UNKNOWN,
    };
    return { ...inputs, ...unknown };
  },
  create: async (inputs, context) => {
    const built = await build(inputs, context);
    return { id: built.digest === "" ? context.name : built.digest, outputs: { ...inputs, ...built } };
  },
  read,
  update: async (inputs, context) => ({ ...inputs, ...(await build(inputs, context)) }),
  // The image stays: a container may still run from it, and its layers are cache.
  delete: () => Promise.resolve(),
};

async function build(given: Properties, context: Context<ImageBuilder>): Promise<Built> {
  const inputs = parseFields(imageFields, given, (name) => name);
  if (!inputs.push && !inputs.load && (inputs.exports ?? []).length === 0) {
    context.log.warn("nothing is pushed, loaded or exported, so the image will be in the build cache only");
  }
  // Before the build: what changes while it runs is for the next one.
  const hash = contextHash(inputs);
  const status = statusLine(context.log);
  try {
    const digest = await context.connection.build(
      inputs,
      watch(context, (line) => {
        status.show(line);
      }),
    );
    return { digest, ref: imageReference(inputs.tags ?? [], digest), contextHash: hash };
  } finally {
    status.clear();
  }
}

/** A local image is as the state says; a pushed one is looked up, and gone where the registry no longer has it. */
async function read(
  state: ResourceState,
  context: Context<ImageBuilder>,
): Promise<ResourceState | undefined> {
  const { inputs, outputs } = state;
  if (Object.keys(inputs).length === 0) {
    throw new Error("the stand-in does not support the import of an image");
  }
  const reference = pushedReference(outputs);
  if (reference === undefined) return state;
  try {
    const registries = imageFields.registries.parse(inputs["registries"], "registries") ?? [];
    const found = await context.connection.isPushed(reference, registries, watch(context));
    return found ? state : undefined;
  } catch (error) {
    // Not to be reached is not the same as gone.
    context.log.warn(`${reference} cannot be looked up, its state is left as it is: ${messageOf(error)}`);
    return state;
  }
}

/** The reference to look up in a registry; undefined for an image that is on none. */
function pushedReference({ push, tags, digest }: Properties): string | undefined {
  if (push !== true || typeof digest !== "string" || digest === "" || !isList(tags)) return undefined;
  const tag = tags.filter((each) => typeof each === "string").find(namesRegistry);
  return tag === undefined ? undefined : withDigest(tag, digest);
}

function watch(
  { signal, timeout }: Context<ImageBuilder>,
  show: (line: string) => void = () => undefined,
): Watch {
  const limits = timeout > 0 ? [signal, AbortSignal.timeout(timeout * 1000)] : [signal];
  return { signal: AbortSignal.any(limits), show };
}
