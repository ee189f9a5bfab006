import {
  isList,
  messageOf,
  typedResource,
  UNKNOWN,
  visible,
  type Context,
  type Properties,
  type ReadResult,
  type ResourceHandler,
} from "../kit/index.ts";
import type { Builder, Watch } from "./builder.ts";
import { contextHash } from "./context-hash.ts";
import { imageChanges, onChange } from "./image-changes.ts";
import { imageFaults } from "./image-faults.ts";
import { imageFields, type ImageInputs } from "./image-fields.ts";
import { imageReference, namesRegistry, withDigest } from "./image-reference.ts";
import { knownContextHash, withDockerfile } from "./local-files.ts";
import { statusLine } from "./status-line.ts";

const COMPUTED = ["contextHash", "digest", "ref"] as const;

const typed = typedResource<Builder, typeof imageFields>({
  fields: imageFields,
  onChange,
  computed: COMPUTED,
  faults: imageFaults,
  create: async (inputs, context) => {
    const outputs = await build(inputs, context);
    return { id: outputs.digest === "" ? context.name : outputs.digest, outputs };
  },
  read,
  update: ({ news }, context) => build(news, context),
  // The image stays, as with the real provider: a container may still run from it, and its layers are cache.
  delete: () => Promise.resolve(),
});

/** The stand-in's `docker-build:index:Image`: an image built by buildx. */
export const image: ResourceHandler<Builder> = {
  ...typed,
  check: (request) => typed.check({ ...request, news: withDockerfile(request.news) }),
  diff: ({ oldInputs, oldOutputs, news }) => {
    const before = oldOutputs["contextHash"];
    const hashes = { before: typeof before === "string" ? before : undefined, now: knownContextHash(news) };
    const changes = imageChanges(oldInputs, news, hashes);
    return Promise.resolve({ changes, deleteBeforeReplace: false, stables: [] });
  },
  create: async (request) => {
    const { id, outputs } = await typed.create(request);
    return { id, outputs: { ...visible(request.inputs), ...outputs } };
  },
  update: async (request) => {
    const unknown = Object.fromEntries(COMPUTED.map((name) => [name, UNKNOWN] as const));
    return { ...visible(request.news), ...(request.preview ? unknown : await typed.update(request)) };
  },
};

interface Outputs extends Properties {
  readonly digest: string;
  readonly ref: string;
  readonly contextHash: string;
}

async function build(inputs: ImageInputs, context: Context<Builder>): Promise<Outputs> {
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
  id: string,
  inputs: Properties | undefined,
  outputs: Properties,
  context: Context<Builder>,
): Promise<ReadResult | undefined> {
  if (inputs === undefined) throw new Error("the stand-in does not support the import of an image");
  const kept = { id, inputs, outputs };
  const reference = pushedReference(outputs);
  if (reference === undefined) return kept;
  try {
    const registries = imageFields.registries.parse(inputs["registries"], "registries") ?? [];
    const found = await context.connection.isPushed(reference, registries, watch(context));
    return found ? kept : undefined;
  } catch (error) {
    // Not to be reached is not the same as gone.
    context.log.warn(`${reference} cannot be looked up, its state is left as it is: ${messageOf(error)}`);
    return kept;
  }
}

/** The reference to look up in a registry; undefined for an image that is on none. */
function pushedReference({ push, tags, digest }: Properties): string | undefined {
  if (push !== true || typeof digest !== "string" || digest === "" || !isList(tags)) return undefined;
  const tag = tags.filter((each) => typeof each === "string").find(namesRegistry);
  return tag === undefined ? undefined : withDigest(tag, digest);
}

function watch({ signal, timeout }: Context<Builder>, show: (line: string) => void = () => undefined): Watch {
  const limits = timeout > 0 ? [signal, AbortSignal.timeout(timeout * 1000)] : [signal];
  return { signal: AbortSignal.any(limits), show };
}
