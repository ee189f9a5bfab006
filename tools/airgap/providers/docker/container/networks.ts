import type { EndpointSettings } from "dockerode";
import type { ContainerInputs } from "./fields.ts";

type NetworkAdvanced = NonNullable<ContainerInputs["networksAdvanced"]>[number];

/**
 * Whether the first network can be joined by the request that creates the container. The real provider leaves the
 * default bridge and joins each network by a request of its own, which comes to the same but takes longer; in any
 * other network mode there is no bridge to leave.
 */
export function joinsAtCreation({ networkMode, networksAdvanced }: ContainerInputs): boolean {
  return networkMode === "bridge" && networksAdvanced !== undefined && networksAdvanced.length > 0;
}

/** The networks that are left to be joined before the container starts: older engines take one at creation. */
export function joinedAfterwards(inputs: ContainerInputs): readonly NetworkAdvanced[] {
  return (inputs.networksAdvanced ?? []).slice(joinsAtCreation(inputs) ? 1 : 0);
}

/** How a container appears in a network. */
export function endpoint(network: NetworkAdvanced): EndpointSettings {
  const { aliases, ipv4Address, ipv6Address, linkLocalIps, macAddress } = network;
  const fixed = ipv4Address ?? ipv6Address ?? linkLocalIps;
  return {
    Aliases: [...(aliases ?? [])],
    ...(macAddress === undefined ? {} : { MacAddress: macAddress }),
    ...(fixed === undefined
      ? {}
      : {
          IPAMConfig: {
            IPv4Address: ipv4Address ?? "",
            IPv6Address: ipv6Address ?? "",
            LinkLocalIPs: [...(linkLocalIps ?? [])],
          },
        }),
  };
}
