import { isDeepStrictEqual } from "node:util";
import { info, warn } from "@pulumi/pulumi/log/index.js";
import type { Provider } from "@pulumi/pulumi/provider/index.js";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import type { Handler } from "./handler.ts";
import { keptVolumesHandler } from "./kept-volumes-handler.ts";
import { nginxConfigurationHandler } from "./nginx-configuration-handler.ts";
import { readinessHandler } from "./readiness-handler.ts";

type Properties = Readonly<Record<string, unknown>>;

/** The handler with its type closed over, so that handlers of different inputs stand in one table. */
interface AnyHandler {
  readonly apply: (next: Properties, previous: Properties | undefined) => Promise<object>;
  readonly read: (properties: Properties) => Promise<object | undefined>;
  readonly warning: (unknown: readonly string[]) => string | undefined;
  readonly farewell: (properties: Properties) => string | undefined;
}

function closed<Inputs extends object>(handler: Handler<Inputs>): AnyHandler {
  return {
    apply: async (next, previous) => {
      const inputs = handler.parse(next);
      await handler.apply(inputs, previous === undefined ? undefined : handler.parse(previous));
      return inputs;
    },
    read: (properties) => handler.read(handler.parse(properties)),
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

/** The provider `muelle`: what neither Docker nor Pulumi's own provider can do, such as waiting for health and reloading nginx. */
export const provider: Provider = {
  version: "0.1.0",
  check: (_urn, _olds, news: Properties) => Promise.resolve({ inputs: news, failures: [] }),
  diff: async (_id, urn, olds: Properties, news: Properties) => {
    const unknown = Object.keys(news).filter((key) => news[key] === unknownValue);
    const warning = handlerOf(urn).warning(unknown);
    if (warning !== undefined) await warn(warning);
    return {
      changes: Object.keys({ ...olds, ...news }).some((key) => !isDeepStrictEqual(olds[key], news[key])),
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
    return found === undefined ? {} : { id, props: found, inputs: found };
  },
  delete: async (_id, urn, properties: Properties) => {
    const farewell = handlerOf(urn).farewell(properties);
    if (farewell !== undefined) await info(farewell);
  },
};
