import { autoname } from "./autoname.ts";
import { changesOf, type OnChange } from "./changes.ts";
import { completeFields, fieldFaults, parseFields, type Fields, type Parsed } from "./field.ts";
import type {
  CheckRequest,
  CheckResult,
  Context,
  CreateResult,
  DiffResult,
  Fault,
  ReadResult,
  ResourceHandler,
} from "./handler.ts";
import { UNKNOWN, type Properties, type Value } from "./value.ts";

/** A resource type on typed inputs; see `typedResource`. */
export interface TypedResource<Connection, F extends Fields> {
  /** Every argument of the SDK; use `{ ... } satisfies FieldsOf<ThingArgs>`. */
  readonly fields: F;
  readonly onChange: Readonly<Record<keyof F & string, OnChange>>;
  /** The input that gets a generated name where the program gives none. @default - none */
  readonly autonamed?: keyof F & string;
  /** Whether a replacement deletes first, unless the program says otherwise. @default false */
  readonly deleteBeforeReplace?: boolean;
  /** Outputs that are unknown until the resource is created, beside the inputs. */
  readonly computed: readonly string[];
  /**
   * What was last seen of the old inputs: it is compared in their place, so that drift shows as a change.
   * @default - the old inputs as they were given
   */
  seen?(oldInputs: Properties, oldOutputs: Properties): Properties;
  /** Inputs whose removal from the program changes nothing. @default - none */
  readonly kept?: readonly (keyof F & string)[];
  /** Outputs that an update cannot change. @default - none */
  readonly stables?: readonly string[];
  /** Rules over several inputs; called with unknowns still in, and only when every field by itself is right. */
  faults?(inputs: Properties): readonly Fault[];
  /** `given` are the same inputs as plain values, as outputs repeat them. */
  create(inputs: Parsed<F>, context: Context<Connection>, given: Properties): Promise<CreateResult>;
  /** Undefined when it is gone. `inputs` is undefined for an import. */
  read(
    id: string,
    inputs: Properties | undefined,
    outputs: Properties,
    context: Context<Connection>,
  ): Promise<ReadResult | undefined>;
  /** Changes the resource in place and returns all its outputs. */
  update(change: TypedUpdate<F>, context: Context<Connection>): Promise<Properties>;
  delete(id: string, inputs: Parsed<F>, context: Context<Connection>): Promise<void>;
}

export interface TypedUpdate<F extends Fields> {
  readonly id: string;
  readonly olds: Parsed<F>;
  readonly news: Parsed<F>;
  /** The new inputs as plain values, as outputs repeat them. */
  readonly given: Properties;
  /** The inputs that changed. */
  readonly changed: ReadonlySet<string>;
  readonly oldOutputs: Properties;
}

/**
 * Makes a handler from a table of fields: check fills in defaults and names and finds every fault, diff compares
 * field by field, a preview returns the inputs with the computed outputs unknown; what is left is the real work.
 */
export function typedResource<Connection, F extends Fields>(
  resource: TypedResource<Connection, F>,
): ResourceHandler<Connection> {
  const { fields, onChange } = resource;
  const changes = (oldInputs: Properties, oldOutputs: Properties, news: Properties) =>
    changesOf(fields, onChange, oldInputs, news, {
      seen: resource.seen?.(oldInputs, oldOutputs),
      kept: resource.kept,
    });
  const parse = (inputs: Properties): Parsed<F> => parseFields(fields, inputs, (name) => name);
  return {
    check: (request) => Promise.resolve(check(resource, request)),
    diff: ({ oldInputs, oldOutputs, news }) => {
      const result: DiffResult = {
        changes: changes(oldInputs, oldOutputs, news),
        deleteBeforeReplace: resource.deleteBeforeReplace ?? false,
        stables: resource.stables ?? [],
      };
      return Promise.resolve(result);
    },
    create: async ({ inputs, preview, ...context }) => {
      if (!preview) return resource.create(parse(inputs), context, visible(inputs));
      return { id: "", outputs: { ...visible(inputs), ...unknowns(resource.computed, inputs) } };
    },
    read: async ({ id, inputs, outputs, ...context }) => {
      const imported = Object.keys(inputs).length === 0;
      return resource.read(id, imported ? undefined : inputs, outputs, context);
    },
    update: async ({ id, oldInputs, oldOutputs, news, preview, ...context }) => {
      if (preview) return { ...oldOutputs, ...visible(news) };
      const changed = new Set(changes(oldInputs, oldOutputs, news).keys());
      const change = {
        id,
        olds: parse(oldInputs),
        news: parse(news),
        given: visible(news),
        changed,
        oldOutputs,
      };
      return resource.update(change, context);
    },
    delete: async ({ id, inputs, ...context }) => resource.delete(id, parse(inputs), context),
  };
}

/** The inputs without the hidden ones. */
export function visible(inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
}

function check<Connection, F extends Fields>(
  resource: TypedResource<Connection, F>,
  request: CheckRequest<Connection>,
): CheckResult {
  const { fields, autonamed } = resource;
  const named = autonamed === undefined ? {} : autoname(request, autonamed);
  const given = { ...withoutNulls(request.news), ...named };
  const faults = fieldFaults(fields, given, (name) => name);
  const inputs = { ...named, ...completeFields(fields, given) };
  return { inputs, faults: faults.length > 0 ? faults : (resource.faults?.(inputs) ?? []) };
}

function withoutNulls(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}

function unknowns(computed: readonly string[], inputs: Properties): Properties {
  const result: Record<string, Value> = {};
  for (const name of computed) if (inputs[name] === undefined) result[name] = UNKNOWN;
  return result;
}
