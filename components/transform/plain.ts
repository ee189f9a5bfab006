import * as pulumi from "@pulumi/pulumi";

/**
 * The object or list itself, of arguments whose types would also allow a promise of it. Muelle gives transforms plain
 * objects and lists; only single values in them may be outputs. With `pulumi.output(...).apply(...)` instead, a preview
 * knows nothing of the whole object as soon as it does not know one value in it.
 *
 * @throws where there is nothing, or where another transform has put an output or a promise in its place
 * @example
 * const addVariable = (args: ContainerArgs): ContainerArgs => ({ ...args, envs: [...plain(args.envs), "TZ=UTC"] });
 */
export function plain<T>(value: pulumi.Input<T> | undefined): NonNullable<T> {
  if (value === undefined || value === null)
    throw new Error("plain() was given nothing: the child has no such argument");
  if (isPromised(value))
    throw new Error("plain() was given an output or a promise: use pulumi.output() and apply()");
  return value;
}

/** Whether a value comes later: an output or a promise. */
export function isPromised<T>(value: pulumi.Input<T>): value is Promise<T> | pulumi.OutputInstance<T> {
  return value instanceof Promise || pulumi.Output.isInstance(value);
}
