import type { ApplicationModel, Fault, Service } from "../application/index.ts";
import type { BindFiles } from "./bind-files.ts";
import type { ImageUsers } from "./fidelity.ts";
import { type Identity, instanceName, isLabelValue } from "./labels.ts";
import type { KubernetesSettings } from "./settings.ts";
import { controllerOf, routeGaps } from "./translate/ingress-controllers.ts";

/** What the refusals are decided from. */
export interface RefusalArgs {
  readonly application: ApplicationModel;
  readonly identity: Identity;
  /** Name of the namespace. */
  readonly namespace: string;
  readonly settings: KubernetesSettings;
  /** Registry that built images are pushed to. */
  readonly registry: string | undefined;
  readonly users: ImageUsers;
  /** What the bind mounts hold, by source. */
  readonly folders: ReadonlyMap<string, BindFiles>;
}

type Rule = (args: RefusalArgs) => readonly Fault[];

/** Everything that a cluster cannot do for this application, each with what to do instead. Asks no cluster. */
export function refusals(args: RefusalArgs): readonly Fault[] {
  return rules.flatMap((rule) => rule(args));
}

const NAMESPACE = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const namespaceName: Rule = ({ namespace, identity }) => {
  const faults: Fault[] = [];
  if (!NAMESPACE.test(namespace))
    faults.push({
      path: "muelle:namespace",
      message: `"${namespace}" is not the name of a namespace: up to 63 lower-case letters, digits and hyphens`,
      hint: "pulumi config set muelle:namespace NAME",
    });
  const instance = instanceName(identity);
  if (!isLabelValue(instance))
    faults.push({
      path: "stack",
      message: `"${instance}", the application with the stack, is longer than the 63 characters of a label`,
      hint: "Give the stack a shorter name.",
    });
  return faults;
};

const registry: Rule = ({ application, registry: given }) => {
  const built = application.services.filter(({ build }) => build !== undefined).map(({ name }) => name);
  if (given !== undefined || built.length === 0) return [];
  return [
    {
      path: "muelle:registry",
      message: `no registry to push the images of ${built.join(", ")} to`,
      hint: "pulumi config set muelle:registry registry.example.com/team",
    },
  ];
};

const users: Rule = ({ application, users: images }) =>
  application.services.flatMap((service): Fault[] => {
    const found = images[service.name];
    const path = `${service.path}.user`;
    if (service.allowRoot || found === undefined || found.type === "unknown") return [];
    const origin = service.user === undefined ? "the Dockerfile's USER" : "the user";
    if (found.type === "name")
      return [
        {
          path,
          message: `${origin} is "${found.name}", and Kubernetes knows users by number only`,
          hint: 'Write user and group as numbers, for example user: "1000:1000".',
        },
      ];
    if (found.user.uid !== 0) return [];
    return [
      {
        path,
        message: `${origin} is root, and no pod may run as root`,
        hint: 'For example user: "1000:1000".',
      },
    ];
  });

const bindMounts: Rule = ({ application, folders }) =>
  application.services.flatMap(({ volumes }) =>
    volumes.flatMap((mount): Fault[] => {
      if (mount.type !== "bind") return [];
      const { path } = mount;
      const hint = "Put the files into the image, or use a named volume.";
      if (!mount.readOnly)
        return [
          { path, message: `${mount.source} is of this machine and cannot be written by a cluster`, hint },
        ];
      const folder = folders.get(mount.source);
      if (folder?.type !== "refused") return [];
      return [{ path, message: `${mount.source} cannot be copied to the cluster: ${folder.reason}`, hint }];
    }),
  );

const routes: Rule = ({ application, settings }) =>
  application.services.flatMap(({ path, route }) =>
    route === undefined
      ? []
      : routeGaps(route, controllerOf(settings))
          .filter(({ verdict }) => verdict === "rejected")
          .map(({ field, reason }) => ({ path: `${path}.route.${field}`, message: reason })),
  );

const gatewayClass: Rule = ({ application, settings }) =>
  settings.ingress === "gateway" &&
  settings.ingressClass === undefined &&
  application.services.some(({ route }) => route !== undefined)
    ? [
        {
          path: "muelle:ingressClass",
          message: "a Gateway needs the name of its class",
          hint: "kubectl get gatewayclass shows them: pulumi config set muelle:ingressClass NAME",
        },
      ]
    : [];

const volumeSettings: Rule = ({ application, settings }) =>
  Object.keys(settings.volumes)
    .filter((volume) => !application.volumes.some(({ name }) => name === volume))
    .map((volume) => ({
      path: `muelle:volumes.${volume}`,
      message: "no such volume",
      hint: `The application has: ${application.volumes.map(({ name }) => name).join(", ") || "none"}.`,
    }));

/** Kubernetes adds nine characters to the name of a Job. */
const JOB_NAME_LIMIT = 54;

const jobNames: Rule = ({ application }) =>
  application.services.flatMap((service): Fault[] => {
    const length = `${application.name}-${service.name}`.length;
    if (service.lifetime !== "one-shot" || length <= JOB_NAME_LIMIT) return [];
    const message = `the name is ${length - JOB_NAME_LIMIT} characters too long for a Job of ${application.name}`;
    return [{ path: service.path, message }];
  });

const LABEL_KEY =
  /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;

const labelKeys: Rule = ({ application }) =>
  application.services.flatMap(({ path, labels }: Service) =>
    Object.keys(labels)
      .filter((key) => !LABEL_KEY.test(key))
      .map((key) => ({
        path: `${path}.labels`,
        message: `"${key}" is not a name that Kubernetes takes for a label`,
        hint: 'Up to 63 letters, digits, "-", "_" and ".", after an optional "example.com/".',
      })),
  );

const rules: readonly Rule[] = [
  namespaceName,
  registry,
  users,
  bindMounts,
  routes,
  gatewayClass,
  volumeSettings,
  jobNames,
  labelKeys,
];
