import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "../application/index.ts";
import type {
  AccessMode,
  ControllerImage,
  IngressControllerArgs,
  KubernetesSettings,
  VolumeSettings,
} from "../kubernetes/index.ts";
import type { KubernetesArgs, PullSecretArgs } from "./application-args.ts";
import { ConfigReader } from "./config-reader.ts";

/** What a stack's configuration says of the cluster, checked for shape but not yet against the cluster. */
export interface KubernetesConfig {
  /** A kubeconfig file, or the content of one. */
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  /** Undefined: the application's name with the stack's. */
  readonly namespace: string | undefined;
  readonly settings: KubernetesSettings;
  /** The Ingress controller that the stack brings; undefined: the cluster has one. */
  readonly ingressController: IngressControllerArgs | undefined;
  readonly imagePullSecret: PullCredentials | undefined;
}

/** How the cluster proves who it is to the registry. */
export type PullCredentials =
  | { readonly dockerconfigjson: pulumi.Output<string> }
  | { readonly username: string; readonly password: pulumi.Output<string> };

/** The configuration, and everything that is wrong with it. */
export interface ReadKubernetesConfig {
  readonly config: KubernetesConfig;
  readonly faults: readonly Fault[];
}

/** Reads the settings that Kubernetes alone has. */
export function readKubernetesConfig(args: KubernetesArgs = {}): ReadKubernetesConfig {
  const reader = new ConfigReader(args, "kubernetes");
  const ingressController = readController(reader);
  const ingress = reader.choice("ingress", ["ingress", "gateway", "none"]);
  const ingressClass = reader.text("ingressClass") ?? ingressController?.ingressClass;
  const config = {
    kubeconfig: reader.text("kubeconfig"),
    context: reader.text("context"),
    namespace: reader.text("namespace"),
    settings: {
      ingress,
      ingressClass,
      ingressNamespace: readIngressNamespace(reader, ingress, ingressClass),
      ingressPort: reader.count("ingressPort", "a port", 65_535),
      ingressAnnotations: reader.texts("ingressAnnotations"),
      ingressAwait: reader.flag("ingressAwait", true),
      storageClass: reader.text("storageClass"),
      volumes: readVolumes(reader),
      progressDeadlineSeconds: reader.count("progressDeadlineSeconds", "seconds", 3600),
      egress: reader.list("egress", "networks such as 10.20.0.0/16", isCidr),
      toolbox: reader.text("toolbox") ?? "busybox:1.37-musl",
    },
    ingressController,
    imagePullSecret: readPullSecret(reader, args.imagePullSecret),
  };
  return { config, faults: reader.faults };
}

/** Where the well-known controllers usually run. */
const USUAL_NAMESPACES = [
  [/^traefik(?:-|$)/, "traefik"],
  [/^(?:ingress-)?nginx(?:-|$)/, "ingress-nginx"],
] as const;

function readIngressNamespace(
  reader: ConfigReader,
  ingress: KubernetesSettings["ingress"],
  ingressClass = "",
): string | undefined {
  const given = reader.text("ingressNamespace");
  if (given === "*") return undefined;
  if (given !== undefined || ingress === "none") return given;
  return USUAL_NAMESPACES.find(([name]) => name.test(ingressClass))?.[1];
}

const ACCESS_MODES: readonly AccessMode[] = ["ReadWriteOnce", "ReadWriteMany", "ReadWriteOncePod"];

function readVolumes(reader: ConfigReader): Readonly<Record<string, VolumeSettings>> {
  const volumes: Record<string, VolumeSettings> = {};
  for (const [name, value] of Object.entries(reader.object("volumes"))) {
    const path = `${reader.pathOf("volumes")}.${name}`;
    const fields = reader.closed(path, value, ["accessMode", "storageClass"]);
    const accessMode = ACCESS_MODES.find((mode) => mode === fields["accessMode"]);
    if (accessMode === undefined && fields["accessMode"] !== undefined)
      reader.fault(`${path}.accessMode`, `expected one of ${ACCESS_MODES.join(", ")}`);
    volumes[name] = {
      ...(accessMode === undefined ? {} : { accessMode }),
      ...reader.textsOf(path, fields, ["storageClass"]),
    };
  }
  return volumes;
}

function readController(reader: ConfigReader): IngressControllerArgs | undefined {
  const path = reader.pathOf("ingressController");
  const value = reader.object("ingressController");
  if (Object.keys(value).length === 0) return undefined;
  const fields = reader.closed(path, value, ["enabled", "replicas", "image"]);
  if (fields["enabled"] !== true) {
    if (fields["enabled"] !== false) reader.fault(`${path}.enabled`, "expected true or false");
    return undefined;
  }
  const { replicas = 2 } = fields;
  const whole = typeof replicas === "number" && Number.isInteger(replicas) && replicas > 0;
  if (!whole) reader.fault(`${path}.replicas`, "expected a whole number of at least 1");
  return {
    ingressClass: "nginx",
    namespace: "ingress-nginx",
    ...(whole ? { replicas } : {}),
    ...readControllerImage(reader, fields["image"]),
  };
}

function readControllerImage(reader: ConfigReader, value: unknown): { readonly image?: ControllerImage } {
  if (value === undefined) return {};
  const path = `${reader.pathOf("ingressController")}.image`;
  const names = ["registry", "image", "tag", "digest"];
  return { image: reader.textsOf(path, reader.closed(path, value, names), names) };
}

function readPullSecret(reader: ConfigReader, given?: PullSecretArgs): PullCredentials | undefined {
  if (given !== undefined) return givenPullSecret(given);
  const path = "muelle:imagePullSecret";
  const value = reader.object("imagePullSecret");
  if (Object.keys(value).length === 0) return undefined;
  const names = ["dockerconfigjson", "username", "password"];
  const { dockerconfigjson, username, password } = reader.textsOf(
    path,
    reader.closed(path, value, names),
    names,
  );
  if (dockerconfigjson !== undefined) return { dockerconfigjson: pulumi.secret(dockerconfigjson) };
  if (username !== undefined && password !== undefined)
    return { username, password: pulumi.secret(password) };
  reader.fault(
    path,
    "expected username and password, or dockerconfigjson",
    "pulumi config set --secret --path muelle:imagePullSecret.password",
  );
  return undefined;
}

/** The program's own, which may be outputs of other resources. */
function givenPullSecret(given: PullSecretArgs): PullCredentials {
  return "dockerconfigjson" in given
    ? { dockerconfigjson: pulumi.secret(given.dockerconfigjson) }
    : { username: given.username, password: pulumi.secret(given.password) };
}

function isCidr(text: string): boolean {
  const [address = "", length = ""] = text.split("/");
  const v4 =
    /^\d{1,3}(?:\.\d{1,3}){3}$/.test(address) && address.split(".").every((part) => Number(part) < 256);
  const v6 = address.includes(":") && /^[0-9a-f:]+$/i.test(address);
  return (v4 || v6) && /^\d{1,3}$/.test(length) && Number(length) <= (v4 ? 32 : 128);
}
