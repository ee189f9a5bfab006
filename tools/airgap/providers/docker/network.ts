import type { NetworkArgs, types } from "@pulumi/docker";
import type { NetworkInspectInfo } from "dockerode";
import {
  boolean,
  map,
  object,
  optional,
  required,
  set,
  string,
  typedResource,
  withDefault,
  type FieldsOf,
  type Parsed,
  type Properties,
} from "../kit/index.ts";
import { ifFound, tried, type Engine } from "./engine/connect.ts";
import { whileBusy } from "./engine/while-busy.ts";
import { label, labelList, labelMap } from "./label.ts";

const ipamConfig = object({
  subnet: optional(string),
  gateway: optional(string),
  ipRange: optional(string),
  auxAddress: optional(map(string)),
} satisfies FieldsOf<types.input.NetworkIpamConfig>);

const fields = {
  name: required(string),
  driver: optional(string),
  internal: optional(boolean),
  attachable: optional(boolean),
  ingress: optional(boolean),
  ipv6: optional(boolean),
  ipamDriver: withDefault(string, "default"),
  ipamConfigs: optional(set(ipamConfig)),
  ipamOptions: optional(map(string)),
  options: optional(map(string)),
  labels: optional(set(label)),
} satisfies FieldsOf<NetworkArgs>;

type NetworkInputs = Parsed<typeof fields>;

/** `docker.Network`: every change replaces it. Its id is the engine's, not its name. */
export const network = typedResource<Engine, typeof fields>({
  fields,
  onChange: {
    name: "replace",
    driver: "replace",
    internal: "replace",
    attachable: "replace",
    ingress: "replace",
    ipv6: "replace",
    ipamDriver: "replace",
    ipamConfigs: "replace",
    ipamOptions: "replace",
    options: "replace",
    labels: "replace",
  },
  autonamed: "name",
  kept: ["driver", "internal", "ipamConfigs", "options"],
  computed: ["driver", "internal", "ipamConfigs", "options", "scope"],

  async create(inputs, { connection: { docker } }) {
    const created = await docker
      .createNetwork(networkOptions(inputs))
      .catch(tried(`creating the network ${inputs.name}`));
    const info = await created.inspect();
    return { id: info.Id, outputs: outputsOf(info) };
  },

  async read(id, inputs, _outputs, { connection: { docker } }) {
    const info = await docker.getNetwork(id).inspect().catch(ifFound);
    if (info === undefined) return undefined;
    return { id: info.Id, inputs: inputs ?? importedInputs(info), outputs: outputsOf(info) };
  },

  // Every change replaces: there is nothing that an update could do.
  update: ({ oldOutputs }) => Promise.resolve(oldOutputs),

  async delete(id, inputs, { connection: { docker } }) {
    await whileBusy(() => docker.getNetwork(id).remove(), "has active endpoints")
      .catch(ifFound)
      .catch(tried(`removing the network ${inputs.name}`));
  },
});

/** What the engine is asked for. */
function networkOptions(inputs: NetworkInputs) {
  const ipam = inputs.ipamConfigs ?? inputs.ipamOptions;
  return {
    Name: inputs.name,
    // Two networks of one name would leave it open which of them a container joins.
    CheckDuplicate: true,
    Driver: inputs.driver ?? "bridge",
    Internal: inputs.internal ?? false,
    Attachable: inputs.attachable ?? false,
    Ingress: inputs.ingress ?? false,
    EnableIPv6: inputs.ipv6 ?? false,
    Options: { ...inputs.options },
    Labels: labelMap(inputs.labels),
    ...(ipam === undefined && inputs.ipamDriver === "default"
      ? {}
      : {
          IPAM: {
            Driver: inputs.ipamDriver,
            Options: { ...inputs.ipamOptions },
            Config: (inputs.ipamConfigs ?? []).map((config) => ({
              Subnet: config.subnet ?? "",
              ...(config.gateway === undefined ? {} : { Gateway: config.gateway }),
              ...(config.ipRange === undefined ? {} : { IPRange: config.ipRange }),
              ...(config.auxAddress === undefined ? {} : { AuxiliaryAddresses: { ...config.auxAddress } }),
            })),
          },
        }),
  };
}

function outputsOf(info: NetworkInspectInfo): Properties {
  return {
    name: info.Name,
    driver: info.Driver,
    scope: info.Scope,
    internal: info.Internal,
    attachable: info.Attachable,
    ingress: info.Ingress,
    ipv6: info.EnableIPv6,
    ipamDriver: info.IPAM?.Driver ?? "default",
    ipamOptions: info.IPAM?.Options ?? {},
    ipamConfigs: (info.IPAM?.Config ?? []).map((config) => ({
      subnet: config.Subnet ?? "",
      gateway: config.Gateway ?? "",
      ipRange: config.IPRange ?? "",
    })),
    options: info.Options ?? {},
    labels: labelList(info.Labels),
  };
}

function importedInputs(info: NetworkInspectInfo): Properties {
  const given = ["name", "driver", "internal", "attachable", "ipamDriver", "options", "labels"];
  return Object.fromEntries(Object.entries(outputsOf(info)).filter(([name]) => given.includes(name)));
}
