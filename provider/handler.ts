/** What a resource of this provider does. Its outputs are its inputs, and at most a few words on what was found. */
export interface Handler<Inputs extends object, Found extends object = Inputs> {
  /** Reads the inputs out of what Pulumi sends. Throws where Muelle itself sent something else. */
  readonly parse: (properties: Readonly<Record<string, unknown>>) => Inputs;
  /** Makes the world be as `next` says, and returns the outputs; `previous` is undefined at creation. */
  readonly apply: (next: Inputs, previous: Inputs | undefined) => Promise<Found>;
  /** The outputs as they really are, or undefined where the thing is gone. */
  readonly read: (inputs: Inputs) => Promise<Found | undefined>;
  /** Names of the outputs that are no inputs. @default - none */
  readonly computed?: readonly string[];
  /**
   * Asked where the inputs are what they were: why the world is not as they say; undefined where it is, and where
   * nobody can tell.
   */
  readonly drift?: (inputs: Inputs) => Promise<string | undefined>;
  /**
   * What a preview has to say of a change beside the difference itself; undefined where that is nothing.
   *
   * @param unknown - names of the inputs whose new value only the update will tell
   */
  readonly warning?: (unknown: readonly string[]) => string | undefined;
  /** What is said as the resource is deleted. @default - nothing: it goes with its container */
  readonly farewell?: (inputs: Inputs) => string;
}

/** A property that is a string. */
export function stringOf(properties: Readonly<Record<string, unknown>>, name: string): string {
  const value = properties[name];
  if (typeof value !== "string") throw new TypeError(`${name}: expected a string, got ${typeof value}`);
  return value;
}

/** A property that is a number. */
export function numberOf(properties: Readonly<Record<string, unknown>>, name: string): number {
  const value = properties[name];
  if (typeof value !== "number") throw new TypeError(`${name}: expected a number, got ${typeof value}`);
  return value;
}

/** A property that is a list of strings. */
export function stringsOf(properties: Readonly<Record<string, unknown>>, name: string): string[] {
  const value = properties[name];
  if (!Array.isArray(value)) throw new TypeError(`${name}: expected a list, got ${typeof value}`);
  return value.map((item: unknown, index) => {
    if (typeof item !== "string") throw new TypeError(`${name}[${index}]: expected a string`);
    return item;
  });
}
