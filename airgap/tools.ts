import { BUILT_PULUMI } from "./setup/versions.ts";
import type { GoTool, GoTools } from "./go-tool.ts";

const PULUMI_VERSION = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** The newest language host that the Go module still contains; it serves newer engines and SDKs. */
const NODEJS_HOST: GoTool = {
  name: "pulumi-language-nodejs",
  package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  version: { variable: PULUMI_VERSION, value: "v3.68.0" },
  files: {
    module: "github.com/pulumi/pulumi/sdk/v3",
    folder: "nodejs/dist",
    names: ["pulumi-analyzer-policy", "pulumi-resource-pulumi-nodejs"],
  },
};

const PULUMI: GoTool = {
  name: "pulumi",
  package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  version: { variable: PULUMI_VERSION, value: `v${BUILT_PULUMI}` },
};

/** The Pulumi CLI with its Node.js host: it looks for the host in its own folder. */
export const PULUMI_CLI: GoTools = { name: "pulumi", tools: [NODEJS_HOST, PULUMI] };

/** Runs programs in YAML. */
const YAML_HOST: GoTool = {
  name: "pulumi-language-yaml",
  package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  version: { variable: "github.com/pulumi/pulumi-yaml/pkg/version.Version", value: "1.25.0" },
};

/** Runs programs in Python, through the scripts beside it. Of the same module as {@link NODEJS_HOST}. */
const PYTHON_HOST: GoTool = {
  name: "pulumi-language-python",
  package: "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
  version: { variable: PULUMI_VERSION, value: "v3.68.0" },
  files: {
    module: "github.com/pulumi/pulumi/sdk/v3",
    folder: "python",
    names: [
      "cmd/pulumi-language-python-exec",
      "dist/pulumi-analyzer-policy-python",
      "dist/pulumi-resource-pulumi-python",
    ],
  },
};

/** The hosts of other languages than this project's own, each built only for who asks for it. */
export const LANGUAGE_HOSTS: readonly GoTools[] = [YAML_HOST, PYTHON_HOST].map((host) => ({
  name: host.name,
  tools: [host],
}));

/** The engine and what it stands on are built together: they share most of what they are made of. */
function dockerTool(name: string, main: string, options: Partial<GoTool> = {}): GoTool {
  return { name, module: "docker", package: main, static: true, ...options };
}

/** The version of github.com/moby/moby/v2 in modules/docker: what Docker 29 is made from. */
const MOBY_VERSION = "2.0.0-beta.24";

const CONTAINERD_VERSION = "github.com/containerd/containerd/v2/version.Version";

/** Runs containers, for the Docker Engine and for the cluster's node. */
export const CONTAINER_RUNTIME: GoTools = {
  name: "container-runtime",
  tools: [
    // Its filters of system calls are made by a C library.
    dockerTool("runc", "github.com/opencontainers/runc", { static: false, tags: ["seccomp"] }),
    ...["containerd", "containerd-shim-runc-v2"].map((name) =>
      dockerTool(name, `github.com/containerd/containerd/v2/cmd/${name}`, {
        version: { variable: CONTAINERD_VERSION, value: "v2.4.2" },
      }),
    ),
  ],
};

/** The Docker Engine. */
export const DOCKER_ENGINE: GoTools = {
  name: "docker-engine",
  tools: [
    dockerTool("docker-proxy", "github.com/moby/moby/v2/cmd/docker-proxy"),
    dockerTool("dockerd", "github.com/moby/moby/v2/cmd/dockerd", {
      tags: ["exclude_graphdriver_btrfs"],
      version: { variable: "github.com/moby/moby/v2/dockerversion.Version", value: MOBY_VERSION },
    }),
  ],
};

/** Docker's client plugin for BuildKit builds. */
export const BUILDX: GoTools = {
  name: "docker-buildx",
  tools: [
    dockerTool("docker-buildx", "github.com/docker/buildx/cmd/buildx", {
      version: { variable: "github.com/docker/buildx/version.Version", value: "v0.38.2" },
    }),
  ],
};

/** Docker Compose, which the benchmark compares with, and under which plans are tried. */
export const COMPOSE: GoTools = {
  name: "docker-compose",
  tools: [
    dockerTool("docker-compose", "github.com/docker/compose/v5/cmd", {
      version: { variable: "github.com/docker/compose/v5/internal.Version", value: "v5.6.0" },
    }),
  ],
};

/** Lists what is in an image. */
export const SYFT: GoTools = {
  name: "sbom",
  tools: [{ name: "syft", package: "github.com/anchore/syft/cmd/syft" }],
};

/** Look for faults in workflows and in Kubernetes' manifests. */
export const CHECKERS: GoTools = {
  name: "checkers",
  tools: [
    { name: "actionlint", package: "github.com/rhysd/actionlint/cmd/actionlint" },
    { name: "kube-score", package: "github.com/zegl/kube-score/cmd/kube-score" },
  ],
};

/** Pulumi's provider for Kubernetes, as Pulumi wrote it. */
function kubernetesProvider(version: string): GoTool {
  return {
    name: "pulumi-resource-kubernetes",
    package: ".",
    version: { variable: "main.version", value: version },
    files: {
      module: "github.com/pulumi/pulumi-kubernetes/provider/v4",
      folder: "cmd/pulumi-resource-kubernetes",
      names: ["schema.json"],
    },
  };
}

/** The provider that Pulumi's for Docker wraps, in the same wrapper. */
function dockerProvider(version: string): GoTool {
  return {
    name: "pulumi-resource-docker",
    package: ".",
    // A resource of the Terraform provider that Pulumi's does not have; it would bring all of Compose.
    tags: ["no_compose"],
    version: { variable: "main.version", value: version },
  };
}

const BUILT_PROVIDERS: Readonly<Record<string, (version: string) => GoTool>> = {
  docker: dockerProvider,
  kubernetes: kubernetesProvider,
};

/**
 * The plugin of a provider, built from its Go module, that says it is of that version; undefined where the provider
 * has none. Pulumi looks plugins up by the version of the SDK, so that is the one that they have to say.
 */
export function builtProvider(name: string, version: string): GoTools | undefined {
  const tool = BUILT_PROVIDERS[name]?.(version);
  return tool && { name: tool.name, tools: [tool] };
}
