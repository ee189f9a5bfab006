import { createRequire } from "node:module";
import type * as ingressNginx from "@pulumi/kubernetes-ingress-nginx";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform/index.ts";

/** The last chart of ingress-nginx there is. */
const CHART_VERSION = "4.15.1";

/** An image of the controller in place of the chart's own, for example of a fork that is still looked after. */
export interface ControllerImage {
  /** @default - the chart's own */
  readonly registry?: string;
  /** Name of the image on the registry. @default - the chart's own */
  readonly image?: string;
  /** @default - the chart's own */
  readonly tag?: string;
  /** Digest, `sha256:...`. @default - none: the tag decides */
  readonly digest?: string;
}

export interface IngressControllerArgs {
  /** Namespace of the controller, which is created. @default "ingress-nginx" */
  readonly namespace?: string;
  /** Name of the IngressClass. @default "nginx" */
  readonly ingressClass?: string;
  /** Replicas of the controller. @default 2 */
  readonly replicas?: number;
  /** @default - the chart's own, which gets no more security fixes */
  readonly image?: ControllerImage;
  /** Changes the arguments of Pulumi's own component, which are the chart's values. @default - none */
  readonly transform?: Transform<ingressNginx.IngressControllerArgs>;
}

/**
 * The controller ingress-nginx, for clusters that have none. Its authors retired it in March 2026 and mend nothing any
 * more, not even holes: prefer a controller that is looked after, or give the image of a fork that is.
 * @see https://github.com/kubernetes/ingress-nginx
 * @example
 * const controller = new IngressController("ingress-controller", {
 *   image: { registry: "registry.example.com", image: "ingress-nginx/controller", tag: "v1.15.1" },
 * });
 */
export class IngressController extends pulumi.ComponentResource {
  /** State of the Helm release. */
  readonly status: ingressNginx.IngressController["status"];

  constructor(name: string, args: IngressControllerArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("muelle:kubernetes:IngressController", name, {}, opts);
    void pulumi.log.warn(
      "ingress-nginx was retired in March 2026 and gets no more security fixes. Prefer another Ingress controller (muelle:ingressClass), or the image of a maintained fork (muelle:ingressController.image).",
      this,
    );
    const controller = new (sdk().IngressController)(
      `${name}-nginx`,
      transformed(args.transform, controllerArgs(args), { name: `${name}-nginx` }),
      { parent: this },
    );
    this.status = controller.status;
    this.registerOutputs({ status: this.status });
  }
}

/** Loaded by who installs the controller: hardly anybody does, and nobody else needs the package. */
function sdk(): typeof ingressNginx {
  return createRequire(import.meta.url)("@pulumi/kubernetes-ingress-nginx") as typeof ingressNginx;
}

/** The arguments for Pulumi's own component: pinned, without snippets, with a class of its own. */
export function controllerArgs({
  namespace = "ingress-nginx",
  ingressClass = "nginx",
  replicas = 2,
  image,
}: IngressControllerArgs): ingressNginx.IngressControllerArgs {
  return {
    controller: {
      replicaCount: replicas,
      // Snippets let everybody who may write an Ingress run what they like in the controller.
      allowSnippetAnnotations: false,
      ingressClassResource: {
        name: ingressClass,
        enabled: true,
        default: false,
        controllerValue: "k8s.io/ingress-nginx",
      },
      minAvailable: 1,
      // A digest in the chart would win over every other tag.
      ...(image === undefined ? {} : { image: { digest: "", ...image } }),
    },
    helmOptions: { version: CHART_VERSION, namespace, createNamespace: true },
  };
}
