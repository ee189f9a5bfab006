import { addonAccount, addonDeployment, type Addon } from "./manifest.ts";

const NAME = "local-path-provisioner";
const NAMESPACE = "local-path-storage";
const PROVISIONER = "rancher.io/local-path";

/** What the provisioner needs to know. */
export interface LocalPathArgs {
  readonly image: string;
  /** The image of its helper pods, which make and remove folders: it has a shell. */
  readonly helperImage: string;
  /** The machine's folder for volumes. */
  readonly storage: string;
}

/** Makes persistent volumes, folders of this machine, and the default StorageClass. */
export function localPathProvisioner({ image, helperImage, storage }: LocalPathArgs): Addon {
  return {
    namespace: NAMESPACE,
    deployment: NAME,
    manifests: [
      { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } },
      ...addonAccount(NAME, NAMESPACE, [
        { apiGroups: [""], resources: ["nodes", "configmaps", "pods/log"], verbs: ["get", "list", "watch"] },
        {
          apiGroups: [""],
          resources: ["persistentvolumeclaims"],
          verbs: ["get", "list", "watch", "update", "patch"],
        },
        {
          apiGroups: [""],
          resources: ["pods", "endpoints", "persistentvolumes"],
          verbs: ["get", "list", "watch", "create", "update", "patch", "delete"],
        },
        { apiGroups: [""], resources: ["events"], verbs: ["create", "patch"] },
        { apiGroups: ["storage.k8s.io"], resources: ["storageclasses"], verbs: ["get", "list", "watch"] },
      ]),
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: NAME, namespace: NAMESPACE },
        data: configuration(helperImage, storage),
      },
      addonDeployment({
        name: NAME,
        namespace: NAMESPACE,
        image,
        args: [
          "start",
          "--config=/etc/config/config.json",
          `--service-account-name=${NAME}`,
          `--provisioner-name=${PROVISIONER}`,
          `--helper-image=${helperImage}`,
          `--configmap-name=${NAME}`,
        ],
        ports: [],
        env: [{ name: "POD_NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } }],
        volumes: [{ name: "config", configMap: { name: NAME } }],
        volumeMounts: [{ name: "config", mountPath: "/etc/config" }],
      }),
      {
        apiVersion: "storage.k8s.io/v1",
        kind: "StorageClass",
        metadata: {
          name: "standard",
          annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
        },
        provisioner: PROVISIONER,
        volumeBindingMode: "WaitForFirstConsumer",
        reclaimPolicy: "Delete",
      },
    ],
  };
}

/** @see https://github.com/rancher/local-path-provisioner#configuration */
function configuration(helperImage: string, storage: string): Readonly<Record<string, string>> {
  const nodes = { nodePathMap: [{ node: "DEFAULT_PATH_FOR_NON_LISTED_NODES", paths: [storage] }] };
  const helperPod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "helper-pod" },
    spec: {
      priorityClassName: "system-node-critical",
      containers: [{ name: "helper-pod", image: helperImage }],
    },
  };
  return {
    "config.json": JSON.stringify(nodes),
    "helperPod.yaml": JSON.stringify(helperPod),
    // Whatever user a pod runs as: its volume is its own.
    setup: '#!/bin/sh\nset -eu\nmkdir -m 0777 -p "$VOL_DIR"\n',
    teardown: '#!/bin/sh\nset -eu\nrm -rf "$VOL_DIR"\n',
  };
}
