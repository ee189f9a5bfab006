import { expect, it } from "vitest";
import { mountsBelow } from "../../../../../airgap/cluster/host/mounts.ts";

const MOUNTINFO = [
  "22 1 254:0 / / rw,relatime - ext4 /dev/vda rw",
  "30 22 0:30 / /cache/cluster/kubelet/pods/a/token rw - tmpfs tmpfs rw",
  "31 22 0:31 / /cache/cluster/containerd/with\\040space rw - overlay overlay rw",
  "32 31 0:32 / /cache/cluster/containerd/with\\040space/inner rw - tmpfs shm rw",
  "33 22 0:33 / /cache/cluster-logs/other rw - tmpfs tmpfs rw",
  "",
].join("\n");

it("finds what is mounted below a folder, the latest first, and nothing beside it", () => {
  expect(mountsBelow(MOUNTINFO, "/cache/cluster")).toStrictEqual([
    "/cache/cluster/containerd/with space/inner",
    "/cache/cluster/containerd/with space",
    "/cache/cluster/kubelet/pods/a/token",
  ]);
});
