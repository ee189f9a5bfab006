import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { chosenApplication } from "../../../stacks/chosen-application.ts";
import { mockPulumi } from "../../support/mocks.ts";

async function chosen(name?: string): ReturnType<typeof chosenApplication> {
  await mockPulumi();
  pulumi.runtime.setAllConfig(name === undefined ? {} : { "muelle:application": name });
  return chosenApplication();
}

describe("chosenApplication", () => {
  it("loads an application from its folder, photos where none is chosen", async () => {
    const names = [(await chosen("notes")).spec.name, (await chosen()).spec.name];
    expect(names).toEqual(["notes", "photos"]);
    expect((await chosen("notes")).directory).toMatch(/applications\/notes$/);
  });

  it("rejects an application that is not there, and says which are", async () => {
    await expect(chosen("photo")).rejects.toMatchObject({
      faults: [
        {
          path: "muelle:application",
          message: "no such application: photo",
          hint: expect.stringMatching(/^The folder applications\/ has: .*photos/) as string,
        },
      ],
    });
  });
});
