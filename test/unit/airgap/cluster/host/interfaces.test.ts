import { expect, it } from "vitest";
import { interfaceNames } from "../../../../../airgap/cluster/host/bridge.ts";
import { cniResultsOf } from "../../../../../airgap/cluster/host/shared-folders.ts";

it("reads the names of interfaces, without what they are linked to", () => {
  const output =
    "1: lo: <LOOPBACK,UP> mtu 65536 qdisc noqueue state UNKNOWN\n" +
    "7: cali1234@if2: <BROADCAST,UP> mtu 1400 qdisc noqueue state UP\n";
  expect(interfaceNames(output)).toStrictEqual(["lo", "cali1234"]);
});

it("knows the network results of the cluster's pods from those of other programs", () => {
  const names = ["muelle-0a1b-eth0", "cni-loopback-0a1b-lo", "podman-ffff-eth0", "cni-loopback-ffff-lo"];
  expect(cniResultsOf(names)).toStrictEqual(["muelle-0a1b-eth0", "cni-loopback-0a1b-lo"]);
});
