import type { Input, OutputInstance } from "@pulumi/pulumi";

/** A value that is not here yet: an output of another resource, or a promise. */
export type Deferred<T> = Promise<T> | OutputInstance<T>;

/**
 * Whether a value is one that comes later. By what it can do, not by its class: the model loads no Pulumi, and a
 * program may have two copies of it.
 */
export function isDeferred<T>(value: Input<T>): value is Deferred<T>;
export function isDeferred(value: unknown): value is Deferred<unknown>;
export function isDeferred(value: unknown): boolean {
  if (typeof value !== "object" && typeof value !== "function") return false;
  return value !== null && (canBeCalled(value, "apply") || canBeCalled(value, "then"));
}

/** What becomes of a value: at once where it is known, else when it comes. What was secret stays secret. */
export function mapInput<T, U>(value: Input<T>, change: (known: T) => U): Input<U>;
export function mapInput<U>(value: Input<unknown>, change: (known: unknown) => U): Input<unknown> {
  if (!isDeferred(value)) return change(value);
  return "apply" in value ? value.apply(change) : value.then(change);
}

function canBeCalled(value: object, method: string): boolean {
  return typeof Reflect.get(value, method) === "function";
}
