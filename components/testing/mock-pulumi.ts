import type * as pulumi from "@pulumi/pulumi";
import { type RecordedResource, type Recording, type RecordOptions, startRecording } from "./recording.ts";

/** What a program registered while Pulumi was mocked. */
export interface MockedRecording extends Recording {
  /** The one resource of that name. @throws where there is none or more than one */
  readonly resource: (name: string) => Promise<RecordedResource>;
}

/**
 * Mocks Pulumi, as a plan does, and records what the program registers. Await it before anything is constructed. No
 * engine and no cluster is asked, and nothing is created.
 * @example
 * const { resource } = await mockPulumi();
 * new Application("shop", { spec: { services: { web: { image: "nginx:1.30" } } } });
 * expect((await resource("shop-web-1")).inputs.image).toBe("nginx:1.30");
 */
export async function mockPulumi(options: RecordOptions = {}): Promise<MockedRecording> {
  const recording = await startRecording(options);
  const { resources } = recording;
  return {
    ...recording,
    resource: async (name) => {
      const all = await resources();
      const found = all.filter((each) => each.name === name);
      const [first] = found;
      if (first !== undefined && found.length === 1) return first;
      const names = all.map((each) => each.name).join(", ");
      throw new Error(`expected one resource named ${name}, found ${found.length} among: ${names}`);
    },
  };
}

/** What an output resolves to. Never resolves for a value that a preview does not know: see {@link isKnown}. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply((value) => {
      resolve(value);
    });
  });
}

/** Whether a preview knows the output's value. */
export async function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
  return "isKnown" in output && (await output.isKnown) === true;
}
