import { isDeepStrictEqual } from "node:util";
import { warn } from "@pulumi/pulumi/log/index.js";
import type { Provider } from "@pulumi/pulumi/provider/index.js";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import type { Handler } from "./handler.ts";
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
  };
}

const handlers: Readonly<Record<string, AnyHandler>> = {
  "muelle:docker:Readiness": closed(readinessHandler),
  "muelle:docker:NginxConfiguration": closed(nginxConfigurationHandler),
};

/** The type token within a URN: `urn:pulumi:stack::project::parent$type::name`. */
function handlerOf(urn: string): AnyHandler {
  const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
  const handler = handlers[type];
  if (handler === undefined) throw new Error(`the provider "muelle" has no resource ${type}`);
  return handler;
}

/** The provider `muelle`: what neither Docker nor Pulumi's own provider can do, waiting for health and reloading nginx. */
export const provider: Provider = {
  version: "0.1.0",
  check: (_urn, _olds, news: Properties) => Promise.resolve({ inputs: news, failures: [] }),
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
  // Both kinds of resource live and die with their containers.
  delete: () => Promise.resolve(),
};
