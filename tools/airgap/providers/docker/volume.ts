import type { VolumeArgs } from "@pulumi/docker";
import type { VolumeInspectInfo } from "dockerode";
import {
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
import { ifFound, tried, type Engine } from "./engine/connect.ts";
import { label, labelList, labelMap } from "./label.ts";

const fields = {
  name: required(string),
  driver: optional(string),
  driverOpts: optional(map(string)),
  labels: optional(set(label)),
  cluster: unsupported("cluster volumes need a swarm"),
} satisfies FieldsOf<VolumeArgs>;

/** `docker.Volume`: every change replaces it. Its id is its name. */
export const volume = typedResource<Engine, typeof fields>({
  fields,
  onChange: {
    name: "replace",
    driver: "replace",
    driverOpts: "replace",
    labels: "replace",
    cluster: "replace",
  },
  autonamed: "name",
  kept: ["driver"],
  computed: ["driver", "mountpoint"],

  async create(inputs, { connection: { docker } }) {
    const { name } = inputs;
    await docker
      .createVolume({
        Name: name,
        Labels: labelMap(inputs.labels),
        ...(inputs.driver === undefined ? {} : { Driver: inputs.driver }),
        ...(inputs.driverOpts === undefined ? {} : { DriverOpts: { ...inputs.driverOpts } }),
      })
      .catch(tried(`creating the volume ${name}`));
    const info = await docker.getVolume(name).inspect();
    return { id: info.Name, outputs: outputsOf(info) };
  },

  async read(id, inputs, _outputs, { connection: { docker } }) {
    const info = await docker.getVolume(id).inspect().catch(ifFound);
    if (info === undefined) return undefined;
    return { id: info.Name, inputs: inputs ?? importedInputs(info), outputs: outputsOf(info) };
  },

  // Every change replaces: there is nothing that an update could do.
  update: ({ oldOutputs }) => Promise.resolve(oldOutputs),

  async delete(id, _inputs, { connection: { docker } }) {
    await docker
      .getVolume(id)
      .remove()
      .catch(ifFound)
      .catch(tried(`removing the volume ${id}`));
  },
});

function outputsOf(info: VolumeInspectInfo): Properties {
  return {
    name: info.Name,
    driver: info.Driver,
    driverOpts: info.Options ?? {},
    labels: labelList(info.Labels),
    mountpoint: info.Mountpoint,
  };
}

function importedInputs(info: VolumeInspectInfo): Properties {
  return Object.fromEntries(Object.entries(outputsOf(info)).filter(([name]) => name !== "mountpoint"));
}
