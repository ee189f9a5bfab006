import * as v from "valibot";

/** Who holds a lock of a stack in a local backend. */
export interface Lock {
  readonly pid: number;
  readonly hostname: string;
}

/** Something that was being created on the Docker Engine when `pulumi` was ended, and of which the state knows no id. */
export interface PendingCreate {
  readonly kind: "container" | "network" | "volume";
  readonly name: string;
}

const KINDS: Readonly<Record<string, PendingCreate["kind"]>> = {
  "docker:index/container:Container": "container",
  "docker:index/network:Network": "network",
  "docker:index/volume:Volume": "volume",
};

const lockFile = v.object({ pid: v.number(), hostname: v.string() });

const deployment = v.looseObject({
  pending_operations: v.optional(
    v.nullable(
      v.array(
        v.looseObject({
          type: v.string(),
          resource: v.looseObject({
            type: v.string(),
            inputs: v.optional(v.looseObject({ name: v.optional(v.unknown()) })),
          }),
        }),
      ),
    ),
  ),
});
const exported = v.looseObject({ deployment });
type Exported = v.InferOutput<typeof exported>;

/** Reads a lock's file. */
export function readLock(text: string): Lock {
  return v.parse(lockFile, JSON.parse(text));
}

/**
 * Locks that nobody will ever open: their process is gone.
 *
 * @returns nothing where one of them may still be in use, or is another machine's
 */
export function deadLocks(
  locks: readonly Lock[],
  hostname: string,
  isAlive: (pid: number) => boolean,
): readonly Lock[] {
  const dead = locks.filter((lock) => lock.hostname === hostname && !isAlive(lock.pid));
  return dead.length === locks.length ? dead : [];
}

/** What an exported state still has to say of a run that was ended in the middle. */
export interface Unfinished {
  /** How many operations it does not know the end of. */
  readonly operations: number;
  readonly creates: readonly PendingCreate[];
  /** The state without them. */
  readonly cleared: Exported;
}

/** Reads the output of `pulumi stack export`. */
export function unfinished(json: string): Unfinished {
  const state = v.parse(exported, JSON.parse(json));
  const pending = state.deployment.pending_operations ?? [];
  return {
    operations: pending.length,
    creates: pending.flatMap(({ type, resource }) => {
      const kind = KINDS[resource.type];
      const name = resource.inputs?.name;
      return type === "creating" && kind !== undefined && typeof name === "string" ? [{ kind, name }] : [];
    }),
    cleared: { ...state, deployment: { ...state.deployment, pending_operations: [] } },
  };
}
