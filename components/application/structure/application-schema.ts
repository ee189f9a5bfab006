import * as v from "valibot";
import type { Deferred } from "../deferred.ts";
import type { ApplicationSpec } from "../spec.ts";
import { closedObject } from "./closed-object.ts";
import { serviceSchema } from "./service-schema.ts";
import { byName, deferrableText, flag, size, text } from "./values.ts";

const maybe = v.exactOptional;

const configuredSecret = closedObject({ config: maybe(text) });
const environmentSecret = closedObject({ environment: text });
const fileSecret = closedObject({ file: text });
const contentConfig = closedObject({ content: deferrableText });
const fileConfig = closedObject({ file: text });

function has(input: unknown, key: string): boolean {
  return typeof input === "object" && input !== null && Object.hasOwn(input, key);
}

const secret = v.lazy((input) => {
  if (has(input, "environment")) return environmentSecret;
  return has(input, "file") ? fileSecret : configuredSecret;
});

/** The structure of an application: the same as the type ApplicationSpec, which the compiler checks below. */
export const applicationSchema = closedObject({
  name: text,
  services: byName(serviceSchema),
  networks: maybe(byName(closedObject({ internal: maybe(flag), external: maybe(text) }))),
  volumes: maybe(
    byName(
      closedObject({ size: maybe(size), external: maybe(text), keep: maybe(flag), renamedFrom: maybe(text) }),
    ),
  ),
  secrets: maybe(byName(secret)),
  configs: maybe(byName(v.lazy((input) => (has(input, "file") ? fileConfig : contentConfig)))),
});

type Plain<T> = T extends readonly unknown[]
  ? { readonly [K in keyof T]: Plain<T[K]> }
  : T extends Deferred<unknown>
    ? T
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : T;
// Assignability in both directions would overlook a missing optional key; the comparison of two generic functions does not.
/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/* eslint-enable @typescript-eslint/no-unnecessary-type-parameters */

/** Does not compile when schema and type drift apart. */
true satisfies Same<Plain<v.InferOutput<typeof applicationSchema>>, Plain<ApplicationSpec>>;
