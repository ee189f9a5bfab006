import type * as pulumi from "@pulumi/pulumi";
import type { ApplicationSpec, ServiceOverrides } from "../application/index.ts";
import type { DockerTransforms } from "../docker/index.ts";
import type {
  ControllerImage,
  IngressControllerArgs,
  KubernetesTransforms,
  VolumeSettings,
} from "../kubernetes/index.ts";

/**
 * What an Application is made of. Each field but `spec`, `compose` and `directory` can be set in the stack's
 * configuration instead, as `muelle:FIELD`: `pulumi config set muelle:platform kubernetes`. The fields of `docker` and
 * `kubernetes`, other than `transform`, are keys of their own: `muelle:port`, `muelle:namespace`.
 */
export interface ApplicationArgs {
  /** The application in the terms of the Compose Specification. @default - none: `compose` says it */
  readonly spec?: ApplicationArgsSpec;
  /** The application as a compose file, or several of them. @default - none: `spec` says it */
  readonly compose?: string | readonly string[] | ComposeArgs;
  /** Folder in which the relative paths of `spec` start. @default - the program's folder */
  readonly directory?: string;
  /** Where the application runs. @default "docker" */
  readonly platform?: "docker" | "kubernetes";
  /** What is different from the spec, by service. `muelle:services` wins over it. @default - nothing */
  readonly services?: Readonly<Record<string, ServiceOverrides>>;
  /** Values of secrets by name, beside those of `muelle:secrets`, over which they win. @default - none */
  readonly secrets?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Profiles whose services run too. @default - none */
  readonly profiles?: readonly string[];
  /** Registry and path that built images are pushed to: "registry.example.com/team". @default - none */
  readonly registry?: string;
  /** Whether `pulumi destroy` takes the volumes, and what they hold, along. @default false */
  readonly deleteVolumes?: boolean;
  /**
   * Whether an update is refused that would leave a volume behind, instead of telling it alone.
   * @default - true, but on Docker false
   */
  readonly protectData?: boolean;
  /** What only Docker knows. @default - its own defaults */
  readonly docker?: DockerArgs;
  /** What only Kubernetes knows. @default - its own defaults */
  readonly kubernetes?: KubernetesArgs;
}

/** An application that need not say its name again. */
export type ApplicationArgsSpec = Omit<ApplicationSpec, "name"> & {
  /** Name of the application. @default - the component's */
  readonly name?: string;
};

/** Compose files, and what `docker compose` is told about them by options. */
export interface ComposeArgs {
  /** Later files win. @default - `compose.yaml` and its override, as `docker compose` finds them */
  readonly files?: readonly string[];
  /** @default - those of the Application */
  readonly profiles?: readonly string[];
  /** Files with the values of `${VARIABLE}`. @default - `.env`, where it is there */
  readonly envFiles?: readonly string[];
  /**
   * Fields that Muelle refuses and that are left out all the same, as the refusals name them:
   * "services.web.privileged". A path covers all that is in the field, and `*` stands for any name. @default - none
   */
  readonly allow?: readonly string[];
}

/** What only Docker knows. */
export interface DockerArgs {
  /** Port on this machine for all routes. @default 8080 */
  readonly port?: number;
  /** Address on this machine that ports are bound to. @default "127.0.0.1" */
  readonly address?: string;
  /** Changes of what is created, for each kind of resource. @default - none */
  readonly transform?: DockerTransforms;
}

/** What only Kubernetes knows. */
export interface KubernetesArgs {
  /** A kubeconfig file, or the content of one. @default - $KUBECONFIG, else ~/.kube/config */
  readonly kubeconfig?: string;
  /** Context of the kubeconfig. @default - the only one that there is */
  readonly context?: string;
  /** Namespace to create. @default - the application's name with the stack's: `shop-prod` */
  readonly namespace?: string;
  /** How routes are opened: by an Ingress each, by a Gateway with HTTPRoutes, or not at all. @default "ingress" */
  readonly ingress?: "ingress" | "gateway" | "none";
  /** Class of the Ingress or Gateway. @default - the cluster's default Ingress class */
  readonly ingressClass?: string;
  /**
   * Namespace of the Ingress controller, which alone may reach routed ports; "*" for everyone.
   * @default - the usual one of the class
   */
  readonly ingressNamespace?: string;
  /** Port at which the Ingress controller is reached; for the url only. @default - 80, and 443 with TLS */
  readonly ingressPort?: number;
  /** Further annotations of every Ingress, or of the Gateway. @default - none */
  readonly ingressAnnotations?: Readonly<Record<string, string>>;
  /** Wait until the controller publishes an address; false where it never does. @default true */
  readonly ingressAwait?: boolean;
  /** The controller ingress-nginx, which is retired, for a cluster that has none. @default - not installed */
  readonly ingressController?: ControllerSettings;
  /** Storage class of all volumes. @default - the cluster's default */
  readonly storageClass?: string;
  /** Settings by volume. @default - none */
  readonly volumes?: Readonly<Record<string, VolumeSettings>>;
  /**
   * Seconds that a rollout may go without a further replica becoming ready.
   * @default - 120 and what the health check allows
   */
  readonly progressDeadlineSeconds?: number;
  /**
   * Networks that services may reach besides each other and the public internet: "10.20.0.0/16".
   * @default - none
   */
  readonly egress?: readonly string[];
  /** How the cluster proves who it is to the registry. @default - not at all: the images are public to it */
  readonly imagePullSecret?: PullSecretArgs;
  /** Image of busybox, in which pods wait for their dependencies. @default "busybox:1.37-musl" */
  readonly toolbox?: string;
  /** Changes of what is created, for each kind of object. @default - none */
  readonly transform?: KubernetesTransforms;
}

/** Whether ingress-nginx is installed, and how. */
export interface ControllerSettings {
  /** Whether it is installed. */
  readonly enabled: boolean;
  /** Replicas of the controller. @default 2 */
  readonly replicas?: number;
  /** Its image. @default - the chart's own, which gets no more security fixes */
  readonly image?: ControllerImage;
  /** Changes the arguments of Pulumi's own component, which are the chart's values. @default - none */
  readonly transform?: NonNullable<IngressControllerArgs["transform"]>;
}

/** An account on the registry, or the content of Docker's config.json. */
export type PullSecretArgs =
  | {
      /** Docker's config.json. */
      readonly dockerconfigjson: pulumi.Input<string>;
    }
  | {
      /** Name of the account. */
      readonly username: string;
      /** Its password. */
      readonly password: pulumi.Input<string>;
    };
