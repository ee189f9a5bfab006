import { type Handler, stringOf } from "./handler.ts";

export interface KeptVolumesInputs {
  /** For people: "the volumes shop-dev_data". */
  readonly what: string;
  /** The command that deletes them. */
  readonly removal: string;
}

/** Says which volumes stay where a stack is destroyed. There is nothing that it makes or changes. */
export const keptVolumesHandler: Handler<KeptVolumesInputs> = {
  parse: (properties) => ({ what: stringOf(properties, "what"), removal: stringOf(properties, "removal") }),
  apply: (inputs) => Promise.resolve(inputs),
  read: (inputs) => Promise.resolve(inputs),
  farewell: ({ what, removal }) => `Kept with all data: ${what}. To delete: ${removal}`,
};
