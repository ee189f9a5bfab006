import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type {
  ApplicationSpec,
  BuildSpec,
  FieldPath,
  ServiceSpec,
} from "../../../../components/application/index.ts";
import { beside, type FieldChange, inService } from "./field-change.ts";
import { serviceChanges } from "./service-changes.ts";

/** The files that the changes name, by path below the application's folder. */
const FILES: Readonly<Record<string, string>> = {
  "web/Dockerfile": "FROM scratch AS first\nFROM scratch AS second\n",
  "web/Other.Dockerfile": "FROM scratch AS other\n",
  "api/Dockerfile": "FROM scratch\n",
  "web.env": "A=1\n",
  "settings.conf": "file\n",
  "token.txt": "file\n",
};

/** Puts those files into a folder. */
export function writeFiles(folder: string): void {
  for (const [path, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** The environment that secrets come from. */
export const ENVIRONMENT = { SHOP_TOKEN: "environment", SHOP_OTHER: "other" } as const;

/** Secrets of the stack's configuration. */
export const SECRETS = { token: "configured", other: "configured otherwise" } as const;

function build(before: Partial<BuildSpec>, after: Partial<BuildSpec>): FieldChange {
  const around = { secrets: { token: {} } };
  return inService({ build: { context: "web", ...before } }, { build: { context: "web", ...after } }, around);
}

const builds: Readonly<Record<Extract<FieldPath<ServiceSpec>, `build.${string}`>, FieldChange>> = {
  "build.context": build({}, { context: "api" }),
  "build.dockerfile": build({}, { dockerfile: "Other.Dockerfile" }),
  "build.target": build({}, { target: "first" }),
  "build.args": build({}, { args: { A: "1" } }),
  "build.secrets": build({}, { secrets: ["token"] }),
  "build.platforms": build({}, { platforms: ["linux/arm64"] }),
  "build.cacheFrom": build({}, { cacheFrom: ["type=registry,ref=example.com/cache"] }),
  "build.cacheTo": build({}, { cacheTo: ["type=registry,ref=example.com/cache"] }),
};

const ofServices: Readonly<Record<FieldPath<ServiceSpec>, FieldChange>> = {
  ...serviceChanges,
  ...builds,
  envFile: inService({}, { envFile: "web.env" }),
};

function below<P extends string, K extends string>(
  prefix: P,
  changes: Readonly<Record<K, FieldChange>>,
): readonly (readonly [`${P}.*.${K}`, FieldChange])[] {
  return (Object.keys(changes) as K[]).map((path) => [`${prefix}.*.${path}`, changes[path]]);
}

const withToken: ServiceSpec = { secrets: ["token"] };
const withSettings: ServiceSpec = { configs: ["settings"] };

const ofTheRest: Readonly<Record<Exclude<FieldPath<ApplicationSpec>, `services.${string}`>, FieldChange>> = {
  name: beside({}, { name: "store" }),
  "networks.*.internal": beside({ networks: { default: {} } }, { networks: { default: { internal: true } } }),
  "networks.*.external": beside(
    { networks: { data: {} } },
    { networks: { data: { external: "proxy" } } },
    { networks: ["data"] },
  ),
  "volumes.*.external": beside(
    { volumes: { data: {} } },
    { volumes: { data: { external: "old-data" } } },
    { volumes: ["data:/data"] },
  ),
  "volumes.*.size": beside({ volumes: { data: {} } }, { volumes: { data: { size: "2g" } } }),
  "volumes.*.keep": beside({ volumes: { data: {} } }, { volumes: { data: { keep: false } } }),
  "volumes.*.renamedFrom": beside(
    { volumes: { data: {} } },
    { volumes: { data: { renamedFrom: "database" } } },
  ),
  "secrets.*.config": beside(
    { secrets: { token: {} } },
    { secrets: { token: { config: "other" } } },
    withToken,
  ),
  "secrets.*.environment": beside(
    { secrets: { token: { environment: "SHOP_TOKEN" } } },
    { secrets: { token: { environment: "SHOP_OTHER" } } },
    withToken,
  ),
  "secrets.*.file": beside(
    { secrets: { token: {} } },
    { secrets: { token: { file: "token.txt" } } },
    withToken,
  ),
  "configs.*.content": beside(
    { configs: { settings: { content: "a" } } },
    { configs: { settings: { content: "b" } } },
    withSettings,
  ),
  "configs.*.file": beside(
    { configs: { settings: { content: "a" } } },
    { configs: { settings: { file: "settings.conf" } } },
    withSettings,
  ),
};

/** A change of every field that there is, by its path: a new field does not compile without one. */
export const changes: readonly (readonly [FieldPath<ApplicationSpec>, FieldChange])[] = [
  ...(Object.entries(ofTheRest) as [keyof typeof ofTheRest, FieldChange][]),
  ...below("services", ofServices),
];
