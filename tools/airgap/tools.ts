import { BUILT_PULUMI } from "../setup/versions.ts";
import type { GoTool, GoTools } from "./go-tool.ts";

const PULUMI_VERSION = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** The newest language host that the Go module still contains; it serves newer engines and SDKs. */
const LANGUAGE_HOST: GoTool = {
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
export const PULUMI_CLI: GoTools = { name: "pulumi", tools: [LANGUAGE_HOST, PULUMI] };

/** Docker's client plugin for BuildKit builds. */
export const BUILDX: GoTools = {
  name: "docker-buildx",
  tools: [
    {
      name: "docker-buildx",
      package: "github.com/docker/buildx/cmd/buildx",
      version: { variable: "github.com/docker/buildx/version.Version", value: "v0.29.1" },
    },
  ],
};

/** Docker Compose, which the benchmark compares with, and under which plans are tried. */
export const COMPOSE: GoTools = {
  name: "docker-compose",
  tools: [
    {
      name: "docker-compose",
      package: "github.com/docker/compose/v2/cmd",
      version: { variable: "github.com/docker/compose/v2/internal.Version", value: "v2.40.3" },
    },
  ],
};
