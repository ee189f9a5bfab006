import type { Service } from "../application/index.ts";

/** Which child a transform is asked about. */
export interface TransformContext {
  /** Pulumi's name of the child, for example `shop-web-1`. */
  readonly name: string;
  /** The normalised service that the child is for. @default - the child is for the whole application */
  readonly service?: Service | undefined;
}

/** Returns the arguments that a child is to be created with, given those that Muelle would create it with. */
export type Transform<Args> = (args: Args, context: TransformContext) => Args;

/** The arguments of a child as the user wants them: Muelle's own, where no transform is given. */
export function transformed<Args>(
  transform: Transform<Args> | undefined,
  args: NoInfer<Args>,
  context: TransformContext,
): Args {
  return transform === undefined ? args : transform(args, context);
}

/** A transform for a component that knows nothing of services: it is told which one the child is for. */
export function forService<Args>(
  transform: Transform<Args> | undefined,
  service: Service | undefined,
): Transform<Args> | undefined {
  return transform && ((args, context) => transform(args, { ...context, service }));
}
