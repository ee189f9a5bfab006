/** How a base image is made from Debian packages, under the name of the public image that it stands in for. */
export interface Recipe {
  /** The public name, for example `python:3.13-slim`. */
  readonly image: string;
  /** The folder under recipes/ with its Dockerfile, which finishes what mmdebstrap began. */
  readonly folder: string;
  /** The Debian release. */
  readonly suite: "trixie" | "forky";
  /** `minbase`: a small Debian with apt. `extract`: nothing but the packages' files. */
  readonly variant: "minbase" | "extract";
  readonly packages: readonly string[];
  /** A user that must have the public image's number. @default - none */
  readonly user?: { readonly name: string; readonly id: number; readonly home: string };
  /** Files written before the packages are configured, by their path in the image. @default - none */
  readonly seed?: Readonly<Record<string, string>>;
  /** Whether the machine's trusted certificates belong into it. @default false */
  readonly certificates?: boolean;
}

/** Every base image that the applications and the components name. */
export const RECIPES: readonly Recipe[] = [
  {
    image: "python:3.13-slim",
    folder: "python",
    suite: "trixie",
    variant: "minbase",
    packages: ["python3", "python3-venv", "python3-pip", "ca-certificates", "netbase", "tzdata"],
    certificates: true,
  },
  {
    image: "postgres:17",
    folder: "postgres",
    suite: "trixie",
    variant: "minbase",
    packages: ["postgresql-17", "tzdata"],
    user: { name: "postgres", id: 999, home: "/var/lib/postgresql" },
    seed: { "etc/postgresql-common/createcluster.conf": "create_main_cluster = false" },
  },
  {
    image: "redis:8.0",
    folder: "redis",
    suite: "trixie",
    variant: "minbase",
    packages: ["redis-server", "redis-tools"],
    user: { name: "redis", id: 999, home: "/data" },
  },
  {
    image: "nginx:1.30",
    folder: "nginx",
    suite: "forky",
    variant: "minbase",
    // The public image has the stream module built in; in Debian it is a package.
    packages: ["nginx", "libnginx-mod-stream", "ca-certificates", "curl"],
    user: { name: "nginx", id: 101, home: "/nonexistent" },
  },
  {
    image: "busybox:1.37-musl",
    folder: "busybox",
    suite: "trixie",
    variant: "extract",
    packages: ["busybox-static"],
  },
];

/** The recipe of a public image name. */
export function recipeOf(image: string): Recipe {
  const recipe = RECIPES.find((candidate) => candidate.image === image);
  if (recipe === undefined) throw new Error(`no recipe makes ${image}`);
  return recipe;
}
