import { hostPort, LISTENERS } from "../addresses.ts";
import { pemFiles } from "../pki/write.ts";
import type { Component, ComponentContext } from "./component.ts";

/** The store of the API server, which alone has a certificate for it. */
export function etcd({ layout, programs }: ComponentContext): Component {
  const own = pemFiles(layout.pki, "etcd");
  const authority = pemFiles(layout.pki, "etcd-ca").certificate;
  const client = `https://${hostPort(LISTENERS.etcd)}`;
  const peer = `https://${hostPort(LISTENERS.etcdPeer)}`;
  return {
    name: "etcd",
    command: programs.etcd,
    args: [
      "--name=muelle",
      `--data-dir=${layout.etcd}`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=muelle=${peer}`,
      "--client-cert-auth",
      `--trusted-ca-file=${authority}`,
      `--cert-file=${own.certificate}`,
      `--key-file=${own.key}`,
      "--peer-client-cert-auth",
      `--peer-trusted-ca-file=${authority}`,
      `--peer-cert-file=${own.certificate}`,
      `--peer-key-file=${own.key}`,
      // The cluster is for trying out: a power cut may cost its last second, and laptops' disks are slow to sync.
      "--unsafe-no-fsync",
      "--logger=zap",
      "--log-level=warn",
    ],
    probe: { kind: "tcp", host: LISTENERS.etcd.host, port: LISTENERS.etcd.port },
  };
}
