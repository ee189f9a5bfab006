import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ApplicationModel, Route, Service } from "../application/index.ts";
import { transformed } from "../transform/index.ts";
import type { Identity } from "./labels.ts";
import type { KubernetesSettings } from "./settings.ts";
import { translateGateway, translateHttpRoute } from "./translate/gateway.ts";
import { translateIngress } from "./translate/ingress.ts";
import type { KubernetesTransforms } from "./transforms.ts";

/** The routes of an application and what they lead to. */
export interface RoutingArgs {
  readonly application: ApplicationModel;
  readonly identity: Identity;
  readonly settings: KubernetesSettings;
  /** Name of the namespace. */
  readonly namespace: pulumi.Input<string>;
  /** What has to be there before a service is opened to the world, by service. */
  readonly after: Readonly<Record<string, readonly pulumi.Resource[]>>;
  /** Changes of what is created, by its kind. @default - none */
  readonly transform?: KubernetesTransforms | undefined;
}

/** Time for the controller to publish an address. */
const TIMEOUTS: pulumi.CustomTimeouts = { create: "3m", update: "3m" };

/** All routes of an application: an Ingress each, or one Gateway with an HTTPRoute each. */
export class Routing extends pulumi.ComponentResource {
  /** Where the first route is served; undefined where only the cluster's owner knows. */
  readonly url: pulumi.Output<string | undefined>;

  constructor(name: string, args: RoutingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("muelle:kubernetes:Routing", name, {}, opts);
    const routed = args.application.services.flatMap((service) =>
      service.route === undefined ? [] : [{ service, route: service.route }],
    );
    switch (args.settings.ingress) {
      case "ingress": {
        const urls = routed.map(({ service, route }) => this.#createIngress(name, service, route, args));
        this.url = urls[0] ?? pulumi.output(undefined);
        break;
      }
      case "gateway":
        this.#createGateway(name, routed, args);
        this.url = pulumi.output(
          routed.map(({ route }) => urlOf(route, route.host, args.settings)).find(Boolean),
        );
        break;
      case "none":
        this.url = pulumi.output(undefined);
        break;
    }
    this.registerOutputs({ url: this.url });
  }

  #createIngress(
    name: string,
    service: Service,
    route: Route,
    args: RoutingArgs,
  ): pulumi.Output<string | undefined> {
    const { identity, settings, namespace, after, transform } = args;
    const child = { name: `${name}-${service.name}`, service };
    const manifest = translateIngress(identity, service, route, settings, { namespace });
    const ingress = new kubernetes.networking.v1.Ingress(
      child.name,
      transformed(transform?.ingress, manifest, child),
      { parent: this, dependsOn: [...(after[service.name] ?? [])], customTimeouts: TIMEOUTS },
    );
    return ingress.status.apply((status) => urlOf(route, route.host ?? addressOf(status), settings));
  }

  #createGateway(
    name: string,
    routed: readonly { readonly service: Service; readonly route: Route }[],
    args: RoutingArgs,
  ): void {
    const { application, identity, settings, namespace, after, transform } = args;
    const manifest = translateGateway(identity, application, settings, { namespace });
    const gateway = new kubernetes.apiextensions.CustomResource(
      `${name}-gateway`,
      transformed(transform?.gateway, manifest, { name: `${name}-gateway` }),
      { parent: this, customTimeouts: TIMEOUTS },
    );
    for (const { service, route } of routed) {
      const child = { name: `${name}-${service.name}`, service };
      new kubernetes.apiextensions.CustomResource(
        child.name,
        transformed(
          transform?.httpRoute,
          translateHttpRoute(identity, application, service, route, { namespace }),
          child,
        ),
        { parent: this, dependsOn: [gateway, ...(after[service.name] ?? [])] },
      );
    }
  }
}

/** What the controller published; in a preview, and where nobody waits for it, that may be nothing yet. */
function addressOf(
  status: kubernetes.types.output.networking.v1.IngressStatus | undefined,
): string | undefined {
  const [first] = status?.loadBalancer.ingress ?? [];
  return first?.hostname ?? first?.ip;
}

function urlOf(
  { tls, path }: Route,
  host: string | undefined,
  { ingressPort }: KubernetesSettings,
): string | undefined {
  if (host === undefined || host.startsWith("*")) return undefined;
  const port = ingressPort === undefined ? "" : `:${ingressPort}`;
  return `${tls === undefined ? "http" : "https"}://${host}${port}${path === "/" ? "" : path}`;
}
