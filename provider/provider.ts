import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { info, warn } from "@pulumi/pulumi/log/index.js";
import type { Provider } from "@pulumi/pulumi/provider/index.js";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import { PACKAGE_VERSION, packageVersionFault } from "../components/plugin/index.ts";
import { VERSION } from "../base/package.ts";
import type { Handler } from "./handler.ts";
import { keptVolumesHandler } from "./kept-volumes-handler.ts";
import { nginxConfigurationHandler } from "./nginx-configuration-handler.ts";
import { readinessHandler } from "./readiness-handler.ts";

type Properties = Readonly<Record<string, unknown>>;

/** The handler with its type closed over, so that handlers of different inputs stand in one table. */
interface AnyHandler {
  readonly apply: (next: Properties, previous: Properties | undefined) => Promise<object>;
  readonly read: (
    properties: Properties,
  ) => Promise<{ readonly inputs: object; readonly outputs: object } | undefined>;
  readonly computed: readonly string[];
  readonly drift: (properties: Properties) => Promise<string | undefined>;
  readonly warning: (unknown: readonly string[]) => string | undefined;
  readonly farewell: (properties: Properties) => string | undefined;
}

function closed<Inputs extends object, Found extends object>(handler: Handler<Inputs, Found>): AnyHandler {
  return {
    apply: (next, previous) =>
      handler.apply(handler.parse(next), previous === undefined ? undefined : handler.parse(previous)),
    read: async (properties) => {
      const inputs = handler.parse(properties);
      const outputs = await handler.read(inputs);
      return outputs && { inputs, outputs };
    },
    computed: handler.computed ?? [],
    drift: async (properties) => handler.drift?.(handler.parse(properties)),
    warning: (unknown) => handler.warning?.(unknown),
    farewell: (properties) => handler.farewell?.(handler.parse(properties)),
  };
}

const handlers: Readonly<Record<string, AnyHandler>> = {
  "muelle:docker:Readiness": closed(readinessHandler),
  "muelle:docker:NginxConfiguration": closed(nginxConfigurationHandler),
  "muelle:index:KeptVolumes": closed(keptVolumesHandler),
};

/** The type token within a URN: `urn:pulumi:stack::project::parent$type::name`. */
function handlerOf(urn: string): AnyHandler {
  const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
  const handler = handlers[type];
  if (handler === undefined) throw new Error(`the provider "muelle" has no resource ${type}`);
  return handler;
}

/** The schema, with the version of the package. */
async function getSchema(): Promise<string> {
  const schema: unknown = JSON.parse(await readFile(new URL("schema.json", import.meta.url), "utf8"));
  return JSON.stringify(Object.assign({}, schema, { version: VERSION }));
}

/** The token of the component that programs in other languages construct. */
const APPLICATION = "muelle:index:Application";

/** The provider `muelle`: what neither Docker nor Pulumi's own provider can do, such as waiting for health and reloading nginx. */
export const provider: Provider = {
  version: VERSION,
  getSchema,
  construct: async (name, type, inputs, options) => {
    if (type !== APPLICATION) throw new Error(`the provider "muelle" has no component ${type}`);
    // Loaded when it is wanted: TypeScript programs construct their components themselves.
    const { constructApplication } = await import("./application.ts");
    return constructApplication(name, inputs, options);
  },
  check: (_urn, _olds, { [PACKAGE_VERSION]: asked, ...inputs }: Properties) => {
    const fault = packageVersionFault(asked, VERSION);
    const failures = fault === undefined ? [] : [{ property: PACKAGE_VERSION, reason: fault }];
    return Promise.resolve({ inputs, failures });
  },
  diff: async (_id, urn, olds: Properties, news: Properties) => {
    const handler = handlerOf(urn);
    const unknown = Object.keys(news).filter((key) => news[key] === unknownValue);
    const changed = Object.keys({ ...olds, ...news }).some(
      (key) => !handler.computed.includes(key) && !isDeepStrictEqual(olds[key], news[key]),
    );
    const drift = changed ? undefined : await handler.drift(news);
    for (const text of [handler.warning(unknown), drift]) if (text !== undefined) await warn(text);
    return {
      changes: changed || drift !== undefined,
      replaces: [],
      stables: [],
      deleteBeforeReplace: false,
    };
  },
  create: async (urn, inputs: Properties) => ({
    id: urn.split("::").at(-1) ?? urn,
    outs: await handlerOf(urn).apply(inputs, undefined),
  }),
  update: async (_id, urn, olds: Properties, news: Properties) => ({
    outs: await handlerOf(urn).apply(news, olds),
  }),
  read: async (id, urn, properties: Properties) => {
    const found = await handlerOf(urn).read(properties);
    return found === undefined ? {} : { id, props: found.outputs, inputs: found.inputs };
  },
  delete: async (_id, urn, properties: Properties) => {
    const farewell = handlerOf(urn).farewell(properties);
    if (farewell !== undefined) await info(farewell);
  },
};
