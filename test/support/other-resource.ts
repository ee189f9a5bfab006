import * as pulumi from "@pulumi/pulumi";
import { mockPulumi, type MockedRecording, type RecordOptions } from "./mocks.ts";

const TYPE = "test:index:Database";

/** A resource of the user's own, beside Muelle's. */
export class OtherResource extends pulumi.CustomResource {
  /** Its provider gives it: `db.example`. */
  declare readonly endpoint: pulumi.Output<string>;

  constructor(name: string) {
    super(TYPE, name, { endpoint: undefined });
  }
}

/** Mocks Pulumi with that resource: an update tells its endpoint, and a preview does not know it. */
export function mockPulumiWithOther(options: RecordOptions): Promise<MockedRecording> {
  return mockPulumi({
    ...options,
    outputs: (type, name, inputs) => {
      if (type === TYPE) return options.preview === true ? {} : { endpoint: "db.example" };
      return options.outputs?.(type, name, inputs) ?? {};
    },
  });
}
