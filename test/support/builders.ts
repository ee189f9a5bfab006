import {
  type ApplicationModel,
  type ApplicationSpec,
  type ContainerSettings,
  defineApplication,
  type DefineOptions,
  type FileSystem,
  MuelleError,
  type Service,
  type ServiceSpec,
} from "../../components/application/index.ts";

/** The folder that built applications lie in; nothing is ever read from it. */
export const directory = "/srv/shop";

/** A service that says as little as it can. */
export function service(fields: ServiceSpec = {}): ServiceSpec {
  return fields.build === undefined ? { image: "example/web:1", ...fields } : fields;
}

/** An application named shop; without `services`, of one service named web. */
export function application(
  fields: Partial<ApplicationSpec> = {},
  options: DefineOptions = {},
): ApplicationModel {
  return defineApplication(
    { name: "shop", services: { web: service() }, ...fields },
    { directory, files: files(), ...options },
  );
}

/** The normalised service `web` of an application in which it is alone. */
export function normalisedService(fields: ServiceSpec = {}, rest: Partial<ApplicationSpec> = {}): Service {
  const web = application({ services: { web: service(fields) }, ...rest }).services.find(
    ({ name }) => name === "web",
  );
  if (web === undefined) throw new Error("the application has no service web");
  return web;
}

/** A file system of these files, by absolute path; their folders are there, and nothing else. */
export function files(contents: Readonly<Record<string, string>> = {}): FileSystem {
  const paths = Object.keys(contents);
  return {
    kind: (path) => {
      if (paths.includes(path)) return "file";
      return paths.some((each) => each.startsWith(`${path}/`)) ? "folder" : undefined;
    },
    read: (path) => {
      const content = contents[path];
      if (content === undefined) throw new Error(`no such file: ${path}`);
      return content;
    },
  };
}

/** What the error says of an application, one entry per fault: `path: message` and, on a second line, the hint. */
export function faultsOf(define: () => unknown): readonly string[] {
  try {
    define();
  } catch (error) {
    if (!(error instanceof MuelleError)) throw error;
    return error.faults.map(({ path, message, hint }) =>
      hint === undefined ? `${path}: ${message}` : `${path}: ${message}\n${hint}`,
    );
  }
  return [];
}

/** Defines an application as JavaScript or a configuration file would: with whatever it is given. */
export function defineUntyped(spec: unknown, options: DefineOptions = {}): unknown {
  return Reflect.apply(defineApplication, undefined, [spec, { directory, files: files(), ...options }]);
}

/** The faults of an application; without `services`, of one service named web. */
export function faultsIn(fields: Partial<ApplicationSpec>, options: DefineOptions = {}): readonly string[] {
  return faultsOf(() => application(fields, options));
}

/** The faults of an application of one service named web. */
export function faultsInService(
  fields: ServiceSpec,
  rest: Partial<ApplicationSpec> = {},
  options: DefineOptions = {},
): readonly string[] {
  return faultsIn({ services: { web: service(fields) }, ...rest }, options);
}

/** What surrounds the process of a service that says nothing of it. */
export const settingsByDefault: ContainerSettings = {
  aliases: [],
  hostname: undefined,
  tty: false,
  stdinOpen: false,
  noNewPrivileges: true,
  groupAdd: [],
  extraHosts: [],
  dns: [],
  dnsSearch: [],
  dnsOpt: [],
  shmSize: undefined,
  ulimits: [],
  sysctls: {},
  ownHealthcheck: true,
};
