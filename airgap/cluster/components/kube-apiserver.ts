import { hostPort, LISTENERS, NODE_IP, SERVICE_CIDR } from "../addresses.ts";
import { pemFiles, tokenKeyFiles } from "../pki/write.ts";
import type { Component, ComponentContext } from "./component.ts";

/** The API server: RBAC, and every admission plugin of a usual cluster, with Pod Security among the default ones. */
export function kubeApiserver({ layout: { pki }, programs }: ComponentContext): Component {
  const authority = pemFiles(pki, "ca").certificate;
  const serving = pemFiles(pki, "kube-apiserver");
  const kubelet = pemFiles(pki, "kube-apiserver-kubelet-client");
  const etcd = pemFiles(pki, "kube-apiserver-etcd-client");
  const frontProxy = pemFiles(pki, "front-proxy-client");
  const token = tokenKeyFiles(pki);
  return {
    name: "kube-apiserver",
    command: programs.kubernetes["kube-apiserver"],
    args: [
      `--bind-address=${NODE_IP}`,
      `--advertise-address=${NODE_IP}`,
      `--secure-port=${LISTENERS.api.port}`,
      `--service-cluster-ip-range=${SERVICE_CIDR}`,
      "--authorization-mode=Node,RBAC",
      "--enable-admission-plugins=NodeRestriction",
      // What a pod may do is for Pod Security to say, as in every usual cluster.
      "--allow-privileged=true",
      `--client-ca-file=${authority}`,
      `--tls-cert-file=${serving.certificate}`,
      `--tls-private-key-file=${serving.key}`,
      `--etcd-servers=https://${hostPort(LISTENERS.etcd)}`,
      `--etcd-cafile=${pemFiles(pki, "etcd-ca").certificate}`,
      `--etcd-certfile=${etcd.certificate}`,
      `--etcd-keyfile=${etcd.key}`,
      `--kubelet-certificate-authority=${authority}`,
      `--kubelet-client-certificate=${kubelet.certificate}`,
      `--kubelet-client-key=${kubelet.key}`,
      "--kubelet-preferred-address-types=InternalIP",
      "--service-account-issuer=https://kubernetes.default.svc",
      `--service-account-key-file=${token.publicKey}`,
      `--service-account-signing-key-file=${token.key}`,
      // Aggregated APIs, such as metrics-server's, trust these headers from this client.
      `--requestheader-client-ca-file=${pemFiles(pki, "front-proxy-ca").certificate}`,
      "--requestheader-allowed-names=front-proxy-client",
      "--requestheader-extra-headers-prefix=X-Remote-Extra-",
      "--requestheader-group-headers=X-Remote-Group",
      "--requestheader-username-headers=X-Remote-User",
      `--proxy-client-cert-file=${frontProxy.certificate}`,
      `--proxy-client-key-file=${frontProxy.key}`,
      "--profiling=false",
    ],
    probe: { kind: "https", url: `https://${hostPort(LISTENERS.api)}/readyz`, authority },
  };
}
