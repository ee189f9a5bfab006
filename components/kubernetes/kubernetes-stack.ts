import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { bound } from "../application/bound.ts";
import {
  type ApplicationModel,
  type BindMount,
  MuelleError,
  type Service,
  type Volume,
} from "../application/index.ts";
import type { RegistryAccount } from "../image/index.ts";
import { MuelleProvider } from "../plugin/index.ts";
import { transformed } from "../transform/index.ts";
import { isKept } from "../volumes/index.ts";
import type { BindFiles } from "./bind-files.ts";
import type { ImageUsers } from "./fidelity.ts";
import { Images } from "./images.ts";
import type { Identity } from "./labels.ts";
import { Routing } from "./routing.ts";
import type { KubernetesSettings } from "./settings.ts";
import { folderItems, translateFolder } from "./translate/config-map.ts";
import { translateDefaultDeny } from "./translate/network-policy.ts";
import { type FolderBinding, planWorkload } from "./translate/plan.ts";
import { translatePullSecret } from "./translate/secret.ts";
import type { KubernetesTransforms } from "./transforms.ts";
import { createClaim, createNamespace, keepNamespace } from "./volumes/create-claim.ts";
import { Workload } from "./workload.ts";

const NOT_DEPLOYED = "The application cannot be deployed.";

/** An application on a Kubernetes cluster. */
export interface KubernetesStackArgs {
  /** The normalised application. */
  readonly application: ApplicationModel;
  /** Name of the stack, for labels. */
  readonly stack: string;
  /** Name of the namespace, which is created. */
  readonly namespace: string;
  readonly settings: KubernetesSettings;
  /** Who the images run as, as far as that is known. */
  readonly users: ImageUsers;
  /** What the bind mounts hold, by source: `bindFolders` reads it. */
  readonly folders: ReadonlyMap<string, BindFiles>;
  /** Values of the application's secrets by name. They are marked as secret here. */
  readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
  /** Registry that built images are pushed to. */
  readonly registry: string | undefined;
  /** Account on that registry for pushing. @default - the one that `docker login` left on this machine */
  readonly account?: RegistryAccount | undefined;
  /** Docker's config.json with which the cluster pulls images. @default - none: the images are public to it */
  readonly pullSecret?: pulumi.Input<string> | undefined;
  /** Whether the namespace's name is certain, and not that of before the stack was renamed. @default false */
  readonly isNamespaceCertain?: boolean;
  /** What of the application's volumes is there already: names of claims by theirs. @default - nothing, as far as is known */
  readonly foundClaims?: Readonly<Record<string, string>>;
  /** Whether the namespace holds volumes that the application does not have. @default false */
  readonly holdsOthers?: boolean;
  /** Whether volumes are deleted with the stack. @default false */
  readonly deleteVolumes?: boolean;
  /** Changes of what is created, by its kind. @default - none */
  readonly transform?: KubernetesTransforms | undefined;
}

/** What a stack tells of one of its services. */
export interface KubernetesServiceOutput {
  readonly kind: string;
  /** Number of replicas, or the range between which they are scaled. */
  readonly replicas: number | string;
  readonly image: pulumi.Output<string>;
}

/**
 * A namespace with volumes, services in the order of their dependencies, and their routes.
 * @example
 * const shop = new KubernetesStack("shop", {
 *   application,
 *   stack: "prod",
 *   namespace: "shop",
 *   settings: { ...defaultSettings, ingressClass: "traefik" },
 *   users: imageUsers(application),
 *   folders: bindFolders(application),
 *   secrets: { db_password: config.requireSecret("dbPassword") },
 *   registry: "registry.example.com/team",
 * });
 * export const url = shop.url;
 */
export class KubernetesStack extends pulumi.ComponentResource {
  /** Where the first route is served, as far as that is known. */
  readonly url: pulumi.Output<string | undefined>;
  /** The services by name. */
  readonly services: Readonly<Record<string, KubernetesServiceOutput>>;
  /** References of the images by service. */
  readonly images: Readonly<Record<string, pulumi.Output<string>>>;
  /** Name of the namespace. */
  readonly namespace: pulumi.Output<string>;

  readonly #name: string;
  readonly #args: KubernetesStackArgs;
  readonly #identity: Identity;
  readonly #transform: KubernetesTransforms;

  constructor(name: string, args: KubernetesStackArgs, opts?: pulumi.ComponentResourceOptions) {
    super("muelle:kubernetes:KubernetesStack", name, {}, opts);
    this.#name = name;
    this.#args = args;
    this.#identity = { application: args.application.name, stack: args.stack };
    this.#transform = args.transform ?? {};

    const images = this.#createImages();
    this.namespace = this.#createNamespace();
    const deny = this.#createDefaultDeny();
    const claims = this.#createClaims();
    const pullSecrets = this.#createPullSecret();
    const workloads = this.#createWorkloads(images, pullSecrets, claims, deny);
    const routing = this.#createRouting(workloads);

    this.url = routing?.url ?? pulumi.output(undefined);
    this.images = images.references;
    this.services = describeServices(args.application, images, workloads);
    this.registerOutputs({ url: this.url, namespace: this.namespace, services: this.services });
  }

  #createImages(): Images {
    const { application, registry, account, secrets } = this.#args;
    return new Images(
      `${this.#name}-images`,
      { application, registry, account, secrets: marked(secrets), transform: this.#transform.image },
      { parent: this },
    );
  }

  /** A volume that is left in it, and that the application does not have, is one to keep as well. */
  #createNamespace(): pulumi.Output<string> {
    const { application, namespace, isNamespaceCertain = false, deleteVolumes = false } = this.#args;
    const { holdsOthers = false } = this.#args;
    const kept = application.volumes
      .filter((volume) => isKept(volume, deleteVolumes))
      .map(({ name }) => name);
    const holdsData = kept.length > 0 || holdsOthers;
    const shared = { identity: this.#identity, isKept: !deleteVolumes && holdsData, parent: this };
    const name = createNamespace({
      ...shared,
      stack: this.#name,
      namespace,
      isCertain: isNamespaceCertain,
      transform: this.#transform.namespace,
    });
    const provider = new MuelleProvider(`${this.#name}-provider`, { parent: this });
    keepNamespace(`${this.#name}-kept-volumes`, { ...shared, provider, namespace: name, volumes: kept });
    return name;
  }

  /** No pod starts before it is there. */
  #createDefaultDeny(): pulumi.Resource {
    const name = `${this.#name}-default-deny`;
    const manifest = translateDefaultDeny(this.#identity, { namespace: this.namespace });
    return new kubernetes.networking.v1.NetworkPolicy(
      name,
      transformed(this.#transform.networkPolicy, manifest, { name }),
      { parent: this },
    );
  }

  #createClaims(): Map<string, kubernetes.core.v1.PersistentVolumeClaim> {
    const { application, settings, foundClaims = {} } = this.#args;
    const create = (volume: Volume): kubernetes.core.v1.PersistentVolumeClaim =>
      createClaim({
        stack: this.#name,
        volume,
        identity: this.#identity,
        settings,
        namespace: this.namespace,
        found: foundClaims[volume.name],
        isKept: isKept(volume, this.#args.deleteVolumes),
        transform: this.#transform.persistentVolumeClaim,
        parent: this,
      });
    return new Map(application.volumes.map((volume) => [volume.name, create(volume)]));
  }

  /** Files of this machine as pods can mount them. */
  #createFolder({ path, source }: BindMount, service: Service, dependsOn: pulumi.Resource[]): FolderBinding {
    const { folders } = this.#args;
    const found = bound(Object.fromEntries(folders), source, "copy of the folder");
    if (found.type === "refused") throw new MuelleError(NOT_DEPLOYED, [{ path, message: found.reason }]);
    const name = `${this.#name}-folder-${[...folders.keys()].indexOf(source) + 1}`;
    const { single, files } = found;
    const manifest = translateFolder(this.#identity, { namespace: this.namespace }, files);
    const configMap = new kubernetes.core.v1.ConfigMap(
      name,
      transformed(this.#transform.configMap, manifest, { name, service }),
      { parent: this, dependsOn },
    );
    return { configMap: configMap.metadata.name, single, items: folderItems(files) };
  }

  /** Adds the folders that a service is the first to mount. */
  #addFolders(folders: Map<string, FolderBinding>, service: Service, dependsOn: pulumi.Resource[]): void {
    for (const mount of service.volumes) {
      if (mount.type !== "bind" || folders.has(mount.source)) continue;
      folders.set(mount.source, this.#createFolder(mount, service, dependsOn));
    }
  }

  #createPullSecret(): pulumi.Output<string>[] {
    const { pullSecret } = this.#args;
    if (pullSecret === undefined) return [];
    const name = `${this.#name}-pull-secret`;
    const manifest = translatePullSecret(this.#identity, { namespace: this.namespace }, pullSecret);
    const secret = new kubernetes.core.v1.Secret(
      name,
      transformed(this.#transform.secret, manifest, { name }),
      { parent: this },
    );
    return [secret.metadata.name];
  }

  #createWorkloads(
    images: Images,
    pullSecrets: readonly pulumi.Output<string>[],
    claims: ReadonlyMap<string, kubernetes.core.v1.PersistentVolumeClaim>,
    deny: pulumi.Resource,
  ): Map<string, Workload> {
    const { application, settings, users, secrets } = this.#args;
    const configs = Object.fromEntries(application.configs.map(({ name, content }) => [name, content]));
    const created = new Map<string, Workload>();
    const folders = new Map<string, FolderBinding>();
    for (const service of application.services) {
      const user = users[service.name];
      const plan = planWorkload(application, service, {
        identity: this.#identity,
        settings,
        user: user?.type === "number" ? user.user : undefined,
      });
      const volumes = service.volumes.flatMap((mount) =>
        mount.type === "volume" ? (claims.get(mount.source) ?? []) : [],
      );
      const before = service.dependsOn
        // Those that its pods wait for themselves may as well start at the same time.
        .filter(({ service: name }) => !plan.waitsFor.some((endpoint) => endpoint.service === name))
        .flatMap(({ service: name }) => created.get(name)?.pods ?? []);
      // What takes an update longest is that others wait for it: what it needs to start comes first.
      const first = service.dependsOn.flatMap(({ service: name }) => created.get(name)?.surroundings ?? []);
      this.#addFolders(folders, service, first);
      const args = {
        plan,
        bindings: {
          namespace: this.namespace,
          image: bound(images.references, service.name, "image of the service"),
          folders: Object.fromEntries(folders),
          claims: Object.fromEntries([...claims].map(([volume, claim]) => [volume, claim.metadata.name])),
        },
        secrets: marked(secrets),
        configs,
        pullSecrets,
        first,
        after: [deny, ...volumes, ...before],
        transform: this.#transform,
      };
      created.set(service.name, new Workload(`${this.#name}-${service.name}`, args, { parent: this }));
    }
    return created;
  }

  #createRouting(workloads: ReadonlyMap<string, Workload>): Routing | undefined {
    const { application, settings } = this.#args;
    const routed = application.services.filter(({ route }) => route !== undefined);
    if (routed.length === 0 || settings.ingress === "none") return undefined;
    const after = Object.fromEntries(
      routed.map(({ name }) => {
        const workload = workloads.get(name);
        return [name, workload === undefined ? [] : [workload.pods, ...present(workload.service)]];
      }),
    );
    return new Routing(
      `${this.#name}-routing`,
      {
        application,
        identity: this.#identity,
        settings,
        namespace: this.namespace,
        after,
        transform: this.#transform,
      },
      { parent: this },
    );
  }
}

function marked(
  secrets: Readonly<Record<string, pulumi.Input<string>>>,
): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, pulumi.secret(value)]));
}

function present<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

function replicasOf({ deploy, scale }: Service): number | string {
  return scale === undefined ? deploy.replicas : `${scale.min}-${scale.max}`;
}

function describeServices(
  application: ApplicationModel,
  images: Images,
  workloads: ReadonlyMap<string, Workload>,
): Record<string, KubernetesServiceOutput> {
  return Object.fromEntries(
    application.services.map((service) => [
      service.name,
      {
        kind: bound(Object.fromEntries(workloads), service.name, "workload of the service").kind,
        replicas: replicasOf(service),
        image: bound(images.references, service.name, "image of the service"),
      },
    ]),
  );
}
