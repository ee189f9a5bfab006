import { describe, expect, it } from "vitest";
import { unmountedHierarchies } from "../../../../../airgap/cluster/host/cgroup-mounts.ts";

const MOUNTINFO = [
  "31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755",
  "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct",
  "40 31 0:37 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,name=systemd",
  "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw",
  "",
].join("\n");

describe("unmountedHierarchies", () => {
  it("finds those that processes are in and that nothing mounts", () => {
    const cgroup = "12:net_cls,net_prio:/\n11:hugetlb:/\n9:name=systemd:/\n1:cpu,cpuacct:/\n0::/\n";
    expect(unmountedHierarchies(cgroup, MOUNTINFO)).toStrictEqual(["net_cls,net_prio", "hugetlb"]);
  });

  it("finds none where all are mounted", () => {
    expect(unmountedHierarchies("9:name=systemd:/\n1:cpu,cpuacct:/\n0::/\n", MOUNTINFO)).toStrictEqual([]);
  });

  it("finds none where there is version 2 alone", () => {
    const unified = "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate\n";
    expect(unmountedHierarchies("0::/user.slice\n", unified)).toStrictEqual([]);
  });
});
