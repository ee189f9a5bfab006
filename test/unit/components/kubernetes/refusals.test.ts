import { describe, expect, it } from "vitest";
import type { ApplicationSpec, Fault, ServiceSpec } from "../../../../components/application/index.ts";
import type { KubernetesSettings } from "../../../../components/kubernetes/settings.ts";
import { refusals, type RefusalArgs } from "../../../../components/kubernetes/refusals.ts";
import { application, files, service } from "../../../support/builders.ts";
import { identity, settings } from "./support.ts";

interface Case {
  readonly services?: ApplicationSpec["services"];
  readonly volumes?: ApplicationSpec["volumes"];
  readonly web?: ServiceSpec;
  readonly settings?: Partial<KubernetesSettings>;
  readonly args?: Partial<RefusalArgs>;
}

function refused({ web = {}, services, volumes = {}, ...rest }: Case): readonly Fault[] {
  const shop = application(
    { services: services ?? { web: service(web) }, volumes },
    { files: files({ "/srv/shop/inputs/a.jpg": "", "/srv/shop/Dockerfile": "FROM scratch" }) },
  );
  return refusals({
    application: shop,
    identity,
    namespace: "shop-prod",
    settings: settings(rest.settings),
    registry: undefined,
    users: {},
    folders: new Map(),
    ...rest.args,
  });
}

describe("refusals", () => {
  it("refuses nothing of what a cluster can do", () => {
    expect(refused({ web: { route: { port: 80 } } })).toEqual([]);
  });

  it("refuses what is not the name of a namespace", () => {
    expect(refused({ args: { namespace: "Shop_prod" } })).toEqual([
      {
        path: "muelle:namespace",
        message:
          '"Shop_prod" is not the name of a namespace: up to 63 lower-case letters, digits and hyphens',
        hint: "pulumi config set muelle:namespace NAME",
      },
    ]);
  });

  it("refuses a stack whose name does not fit into a label", () => {
    const stack = "x".repeat(60);
    expect(refused({ args: { identity: { application: "shop", stack } } })).toEqual([
      {
        path: "stack",
        message: `"shop-${stack}", the application with the stack, is longer than the 63 characters of a label`,
        hint: "Give the stack a shorter name.",
      },
    ]);
  });

  it("refuses to build without a registry", () => {
    expect(refused({ web: { build: { context: "." } } })).toEqual([
      {
        path: "muelle:registry",
        message: "no registry to push the images of web to",
        hint: "pulumi config set muelle:registry registry.example.com/team",
      },
    ]);
    expect(refused({ web: { build: { context: "." } }, args: { registry: "localhost:5000" } })).toEqual([]);
  });

  it("refuses a user by name, wherever it is named", () => {
    const users = { web: { type: "name", name: "app" } } as const;
    expect(refused({ web: { user: "app" }, args: { users } })).toEqual([
      {
        path: "services.web.user",
        message: 'the user is "app", and Kubernetes knows users by number only',
        hint: 'Write user and group as numbers, for example user: "1000:1000".',
      },
    ]);
    expect(refused({ args: { users } })).toMatchObject([
      { message: 'the Dockerfile\'s USER is "app", and Kubernetes knows users by number only' },
    ]);
  });

  it("refuses an image that runs as root", () => {
    expect(refused({ args: { users: { web: { type: "number", user: { uid: 0, gid: 0 } } } } })).toEqual([
      {
        path: "services.web.user",
        message: "the Dockerfile's USER is root, and no pod may run as root",
        hint: 'For example user: "1000:1000".',
      },
    ]);
  });

  it("refuses to write to the author's machine", () => {
    expect(refused({ web: { volumes: ["./inputs:/inputs"] } })).toEqual([
      {
        path: "services.web.volumes[0]",
        message: "/srv/shop/inputs is of this machine and cannot be written by a cluster",
        hint: "Put the files into the image, or use a named volume.",
      },
    ]);
  });

  it("refuses to copy what is too much, with the reason", () => {
    const folders = new Map([["/srv/shop/inputs", { type: "refused", reason: "it holds 5.0 MiB" } as const]]);
    expect(refused({ web: { volumes: ["./inputs:/inputs:ro"] }, args: { folders } })).toEqual([
      {
        path: "services.web.volumes[0]",
        message: "/srv/shop/inputs cannot be copied to the cluster: it holds 5.0 MiB",
        hint: "Put the files into the image, or use a named volume.",
      },
    ]);
  });

  it.each([
    [
      "sticky",
      "ingress",
      undefined,
      "an Ingress controller that Muelle does not know cannot keep a client on one replica (sticky); ingress-nginx and traefik can",
    ],
    [
      "ip_hash",
      "ingress",
      "traefik",
      "traefik cannot keep a client on one replica (ip_hash); ingress-nginx can",
    ],
    [
      "sticky",
      "gateway",
      "traefik",
      "the Gateway API cannot keep a client on one replica (sticky); ingress-nginx and traefik can",
    ],
  ] as const)("refuses to lose %s with %s and the class %s", (balance, ingress, ingressClass, message) => {
    expect(refused({ web: { route: { port: 80, balance } }, settings: { ingress, ingressClass } })).toEqual([
      { path: "services.web.route.balance", message },
    ]);
  });

  it("refuses a Gateway of no class", () => {
    expect(refused({ web: { route: { port: 80 } }, settings: { ingress: "gateway" } })).toEqual([
      {
        path: "muelle:ingressClass",
        message: "a Gateway needs the name of its class",
        hint: "kubectl get gatewayclass shows them: pulumi config set muelle:ingressClass NAME",
      },
    ]);
  });

  it("refuses settings of a volume that is not there", () => {
    expect(refused({ volumes: { data: {} }, settings: { volumes: { date: {} } } })).toEqual([
      { path: "muelle:volumes.date", message: "no such volume", hint: "The application has: data." },
    ]);
  });

  it("refuses a name that leaves no room for that of a Job", () => {
    const name = "m".repeat(40);
    const long = application({ name: "a".repeat(20), services: { [name]: service({ restart: "no" }) } });
    expect(refused({ args: { application: long } })).toEqual([
      { path: `services.${name}`, message: `the name is 7 characters too long for a Job of ${long.name}` },
    ]);
  });

  it("refuses the name of a label that Kubernetes does not take", () => {
    expect(refused({ web: { labels: { "a b": "c" } } })).toEqual([
      {
        path: "services.web.labels",
        message: '"a b" is not a name that Kubernetes takes for a label',
        hint: 'Up to 63 letters, digits, "-", "_" and ".", after an optional "example.com/".',
      },
    ]);
  });
});
