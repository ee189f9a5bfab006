import { expect, it } from "vitest";
import { renderStatus } from "../../../../airgap/cluster/status.ts";

it("is printed in columns, with what is not healthy standing out", () => {
  expect(
    renderStatus([
      { name: "etcd", healthy: true, detail: "process 7" },
      { name: "kubelet", healthy: false, detail: "has ended" },
    ]),
  ).toStrictEqual(["ok    etcd     process 7", "DOWN  kubelet  has ended"]);
});
