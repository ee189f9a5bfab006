import type { RemoteImageArgs } from "@pulumi/docker";
import type { ImageInspectInfo } from "dockerode";
import {
  boolean,
  map,
  optional,
  required,
  set,
  string,
  typedResource,
  unsupported,
  type FieldsOf,
  type Properties,
} from "../kit/index.ts";
import { ifFound, statusOf, tried, type Engine } from "./engine/connect.ts";
import { findOrPull } from "./engine/pull.ts";

const fields = {
  name: required(string),
  platform: optional(string),
  keepLocally: optional(boolean),
  forceRemove: optional(boolean),
  pullTriggers: optional(set(string)),
  triggers: optional(map(string)),
  build: unsupported("build images with @pulumi/docker-build's Image"),
} satisfies FieldsOf<RemoteImageArgs>;

/** `docker.RemoteImage`: the local image of that name if there is one, else pulled. */
export const remoteImage = typedResource<Engine, typeof fields>({
  fields,
  onChange: {
    name: "replace",
    platform: "replace",
    pullTriggers: "replace",
    triggers: "replace",
    keepLocally: "record",
    forceRemove: "record",
    build: "replace",
  },
  computed: ["imageId", "repoDigest"],
  stables: ["imageId", "repoDigest"],

  async create({ name, platform }, { connection, log, signal }, given) {
    const info = await findOrPull(connection, name, platform, log, signal);
    return { id: info.Id + name, outputs: { ...given, ...imageOutputs(info, name) } };
  },

  async read(id, inputs, outputs, { connection: { docker } }) {
    // The id is the image's id with the name behind it.
    const name = typeof outputs.name === "string" ? outputs.name : id.replace(/^sha256:[0-9a-f]{64}/, "");
    const info = await docker.getImage(name).inspect().catch(ifFound);
    if (info === undefined) return undefined;
    const found = imageOutputs(info, name);
    return { id: info.Id + name, inputs: inputs ?? { name }, outputs: { ...outputs, name, ...found } };
  },

  update: ({ given, oldOutputs }) => Promise.resolve({ ...oldOutputs, ...given }),

  async delete(_id, { name, keepLocally, forceRemove }, { connection: { docker }, log }) {
    if (keepLocally === true) return;
    await docker
      .getImage(name)
      .remove({ force: forceRemove ?? false })
      .catch((error: unknown) => {
        if (statusOf(error) !== 404) throw error;
        log.debug(`the image ${name} is gone already`);
      })
      .catch(tried(`removing the image ${name} (keepLocally: true leaves it)`));
  },
});

function imageOutputs(info: ImageInspectInfo, name: string): Properties {
  return { imageId: info.Id, repoDigest: digestOf(info.RepoDigests, name) };
}

/** The digest under which the image's repository knows it; empty for an image that was never pushed or pulled. */
export function digestOf(digests: readonly string[], name: string): string {
  const repository = name.replace(/@.*$/, "").replace(/:[^/:]*$/, "");
  const own = digests.find((digest) => digest.startsWith(`${repository}@`));
  return own ?? digests[0] ?? "";
}
