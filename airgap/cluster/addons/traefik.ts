import { LISTENERS, type Listener } from "../addresses.ts";
import {
  addonAccount,
  addonDeployment,
  labelsOf,
  UNPRIVILEGED_PORTS,
  type Addon,
  type Manifest,
} from "./manifest.ts";

/** The class of Ingresses and of Gateways. */
export const INGRESS_CLASS = "traefik";

const NAME = "traefik";
const NAMESPACE = "traefik";
/** The usual ones: a Gateway's listener is on the port that clients of the cluster would use. */
const PORTS = { http: 80, https: 443, health: 8080 } as const;
const CONFIG = { folder: "/etc/traefik", file: "middlewares.yaml" } as const;
const RETRY = "another-pod";
const GATEWAY_API = "gateway.networking.k8s.io";

/** Ingress and Gateway controller, on ports of this machine's loopback. */
export function traefik(image: string): Addon {
  return {
    namespace: NAMESPACE,
    deployment: NAME,
    manifests: [
      { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } },
      ...addonAccount(NAME, NAMESPACE, RULES),
      ...CLASSES,
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: NAME, namespace: NAMESPACE },
        data: {
          [CONFIG.file]: JSON.stringify({ http: { middlewares: { [RETRY]: { retry: ANOTHER_POD } } } }),
        },
      },
      addonDeployment({
        name: NAME,
        namespace: NAMESPACE,
        image,
        args: ARGS,
        ports: [
          publishedPort("http", LISTENERS.ingressHttp),
          publishedPort("https", LISTENERS.ingressHttps),
          { name: "health", containerPort: PORTS.health },
        ],
        readinessProbe: { httpGet: { path: "/ping", port: "health" } },
        sysctls: [UNPRIVILEGED_PORTS],
        volumes: [
          { name: "tmp", emptyDir: {} },
          { name: "config", configMap: { name: NAME } },
        ],
        volumeMounts: [
          { name: "tmp", mountPath: "/tmp" },
          { name: "config", mountPath: CONFIG.folder },
        ],
      }),
      {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: NAME, namespace: NAMESPACE, labels: labelsOf(NAME) },
        spec: {
          selector: labelsOf(NAME),
          ports: [
            { name: "http", port: 80, targetPort: "http" },
            { name: "https", port: 443, targetPort: "https" },
          ],
        },
      },
    ],
  };
}

/** By which Ingresses and Gateways say that they are for Traefik; those that say nothing are too. */
const CLASSES: readonly Manifest[] = [
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "IngressClass",
    metadata: {
      name: INGRESS_CLASS,
      annotations: { "ingressclass.kubernetes.io/is-default-class": "true" },
    },
    spec: { controller: "traefik.io/ingress-controller" },
  },
  {
    apiVersion: `${GATEWAY_API}/v1`,
    kind: "GatewayClass",
    metadata: { name: INGRESS_CLASS },
    spec: { controllerName: "traefik.io/gateway-controller" },
  },
];

/**
 * What a dead pod cannot be asked any more, another one is asked, as ingress-nginx and the load balancer on Docker do
 * by themselves. A request that the pod had when it died is lost with it: to repeat it where its method allows, as
 * nginx does, is for Traefik 3.7 and later (`status`).
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/retry/
 */
const ANOTHER_POD = { attempts: 3 } as const;

const ARGS: readonly string[] = [
  "--global.checknewversion=false",
  "--global.sendanonymoususage=false",
  "--log.level=WARN",
  "--ping=true",
  `--entrypoints.traefik.address=:${PORTS.health}`,
  `--entrypoints.http.address=:${PORTS.http}`,
  `--entrypoints.https.address=:${PORTS.https}`,
  "--entrypoints.https.http.tls=true",
  `--entrypoints.http.http.middlewares=${RETRY}@file`,
  `--entrypoints.https.http.middlewares=${RETRY}@file`,
  `--providers.file.filename=${CONFIG.folder}/${CONFIG.file}`,
  "--providers.kubernetesingress=true",
  // Path prefixes match whole elements, as the Ingress specification has it.
  "--providers.kubernetesingress.strictprefixmatching=true",
  // A Service that is still empty gives 503, not 404: its route is there.
  "--providers.kubernetesingress.allowemptyservices=true",
  `--providers.kubernetesingress.ingressendpoint.ip=${LISTENERS.ingressHttp.host}`,
  "--providers.kubernetesgateway=true",
  `--providers.kubernetesgateway.statusaddress.ip=${LISTENERS.ingressHttp.host}`,
];

/** What the Ingress and the Gateway provider read, and the status that they write. */
const RULES = [
  { apiGroups: [""], resources: ["services", "secrets", "configmaps"], verbs: ["get", "list", "watch"] },
  { apiGroups: [""], resources: ["namespaces", "nodes"], verbs: ["list", "watch"] },
  { apiGroups: [""], resources: ["pods"], verbs: ["get"] },
  { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["list", "watch"] },
  {
    apiGroups: ["networking.k8s.io"],
    resources: ["ingresses", "ingressclasses"],
    verbs: ["get", "list", "watch"],
  },
  { apiGroups: ["networking.k8s.io"], resources: ["ingresses/status"], verbs: ["update"] },
  {
    apiGroups: [GATEWAY_API],
    resources: [
      "gatewayclasses",
      "gateways",
      "httproutes",
      "grpcroutes",
      "referencegrants",
      "backendtlspolicies",
    ],
    verbs: ["get", "list", "watch"],
  },
  {
    apiGroups: [GATEWAY_API],
    resources: [
      "gatewayclasses/status",
      "gateways/status",
      "httproutes/status",
      "grpcroutes/status",
      "backendtlspolicies/status",
    ],
    verbs: ["update"],
  },
];

function publishedPort(name: "http" | "https", { host, port }: Listener): Readonly<Record<string, unknown>> {
  return { name, containerPort: PORTS[name], hostIP: host, hostPort: port };
}
