import { MuelleError } from "../../components/application/errors.ts";

/** The fields of the repository's package.json that the published one is made from. */
export interface RepositoryManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** Where a program may import from, by what it writes behind `muelle`. */
const ENTRIES: Readonly<Record<string, string>> = {
  ".": "components/index",
  "./docker": "components/docker/index",
  "./kubernetes": "components/kubernetes/index",
  "./compose": "components/compose/index",
  "./testing": "components/testing/index",
  "./policies": "policies/index",
};

/** There is one copy of Pulumi in a program, and the program has it already. `ImageBuild` is part of `muelle`. */
const PEERS = ["@pulumi/pulumi", "@pulumi/docker-build"];

/**
 * Wanted by one platform alone, or by the policy pack. Pulumi fetches the plugin of every SDK that it finds in
 * node_modules, so nobody gets the plugin of a platform that he does not use.
 */
const OPTIONAL_PEERS = [
  "@pulumi/docker",
  "@pulumi/kubernetes",
  "@pulumi/kubernetes-ingress-nginx",
  "@pulumi/policy",
];

/** The repository brings its Node along; whoever installs the package has one. */
const NOT_PUBLISHED = ["node"];

/**
 * What the declarations name: a program is checked with them. Those of `ws` are named by @kubernetes/client-node, which
 * does not bring them.
 */
const TYPES: Readonly<Record<string, string>> = { "@types/dockerode": "4.0.2", "@types/ws": "8.18.1" };

/** What `npm publish` is given beside the manifest: all of dist/ but the compiler's notes. */
export const PUBLISHED_FOLDERS = ["components", "provider", "cli", "policies", "base", "templates"];

/**
 * The published package.json.
 *
 * @param server - where Pulumi downloads the plugin for a program that does not have it, as `pulumi plugin install
 *   --server` takes it; undefined where nobody serves it
 */
export function publishedManifest(
  { name, version, description, license, dependencies, devDependencies }: RepositoryManifest,
  server: string | undefined,
): object {
  const peers = [...PEERS, ...OPTIONAL_PEERS];
  const unknown = peers.filter((peer) => dependencies[peer] === undefined);
  if (unknown.length > 0)
    throw new MuelleError(
      "The package cannot be described.",
      unknown.map((peer) => ({ path: "package.json: dependencies", message: `${peer} is not among them` })),
    );
  const own = Object.keys(dependencies).filter(
    (each) => !peers.includes(each) && !NOT_PUBLISHED.includes(each),
  );
  return {
    name,
    version,
    description,
    license,
    keywords: ["pulumi", "docker", "kubernetes", "compose", "nginx"],
    type: "module",
    engines: { node: ">=22.12" },
    exports: {
      ...Object.fromEntries(
        Object.entries(ENTRIES).map(([entry, file]) => [
          entry,
          { types: `./${file}.d.ts`, default: `./${file}.js` },
        ]),
      ),
      "./package.json": "./package.json",
    },
    bin: { muelle: "cli/main.js" },
    files: PUBLISHED_FOLDERS,
    ...pluginField(name, server),
    dependencies: ranges([...own, ...Object.keys(TYPES)], { ...TYPES, ...devDependencies, ...dependencies }),
    peerDependencies: ranges(peers, dependencies),
    peerDependenciesMeta: Object.fromEntries(OPTIONAL_PEERS.map((peer) => [peer, { optional: true }])),
  };
}

/**
 * What Pulumi's language host reads. It makes the engine download the plugin before the program runs, so it is there
 * only where somebody serves the plugin: `pulumi install` fails where the download does. The component itself needs
 * no such field, see components/plugin/plugin.ts.
 */
function pluginField(name: string, server: string | undefined): object {
  return server === undefined ? {} : { pulumi: { resource: true, name, server } };
}

function ranges(
  names: readonly string[],
  versions: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries([...names].sort().map((name) => [name, rangeFrom(versions[name] ?? "")]));
}

/** A caret in front of 0.0.x would be a pin. */
function rangeFrom(version: string): string {
  return `${version.startsWith("0.0.") ? "~" : "^"}${version}`;
}
