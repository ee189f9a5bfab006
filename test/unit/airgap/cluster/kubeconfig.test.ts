import { expect, it } from "vitest";
import { renderKubeconfig } from "../../../../airgap/cluster/kubeconfig.ts";

it("holds everything in one file, under one name", () => {
  const text = renderKubeconfig({
    server: "https://10.97.0.1:6443",
    name: "muelle",
    authority: "A",
    certificate: "B",
    key: "C",
  });
  expect(JSON.parse(text)).toStrictEqual({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "muelle",
    clusters: [
      {
        name: "muelle",
        cluster: { server: "https://10.97.0.1:6443", "certificate-authority-data": "QQ==" },
      },
    ],
    users: [{ name: "muelle", user: { "client-certificate-data": "Qg==", "client-key-data": "Qw==" } }],
    contexts: [{ name: "muelle", context: { cluster: "muelle", user: "muelle" } }],
  });
});
