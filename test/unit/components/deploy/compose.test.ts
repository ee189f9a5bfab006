import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Application, type ApplicationArgs, MuelleError } from "../../../../components/index.ts";
import { type MockedRecording, mockPulumi } from "../../../support/mocks.ts";

const COMPOSE = `services:
  web:
    image: nginx:1.30
    ports: ["8080:80"]
    depends_on: [db]
    environment:
      GREETING: \${GREETING:-hello}
  db:
    image: postgres:17
    environment: { POSTGRES_PASSWORD: letmein }
`;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "muelle-compose-"));
  await writeFile(join(folder, "compose.yaml"), COMPOSE);
});

afterEach(() => rm(folder, { recursive: true }));

async function program(
  args: ApplicationArgs,
  configuration: Readonly<Record<string, string>> = {},
): Promise<MockedRecording> {
  const recording = await mockPulumi({ outputs: (_, name) => ({ name, imageId: "sha256:1" }) });
  pulumi.runtime.setAllConfig({ ...configuration });
  new Application("shop", { directory: folder, ...args });
  return recording;
}

async function refusal(recording: MockedRecording): Promise<string> {
  const error = await recording.resources().catch((thrown: unknown) => thrown);
  if (error instanceof MuelleError) return error.message;
  throw new Error("the program was not refused", { cause: error });
}

describe("an Application of a compose file", () => {
  it("runs the services of the file, named as the component", async () => {
    const recording = await program({ compose: "compose.yaml" });
    expect((await recording.resource("shop-web-1")).inputs).toMatchObject({
      envs: ["GREETING=hello"],
      labels: expect.arrayContaining([{ label: "muelle.application", value: "shop" }]) as unknown,
    });
  });

  it("takes several files, of which later ones win", async () => {
    await writeFile(
      join(folder, "more.yaml"),
      "services: { web: { environment: { GREETING: good evening } } }\n",
    );
    const recording = await program({ compose: ["compose.yaml", "more.yaml"] });
    expect((await recording.resource("shop-web-1")).inputs["envs"]).toEqual(["GREETING=good evening"]);
  });

  it("finds the file as Compose does where none is named", async () => {
    const recording = await program({ compose: {} });
    expect((await recording.resource("shop-db-1")).type).toBe("docker:index/container:Container");
  });

  it("takes the stack's overrides", async () => {
    const recording = await program(
      { compose: "compose.yaml" },
      { "muelle:services": '{"web":{"replicas":2}}' },
    );
    expect((await recording.resource("shop-web-2")).type).toBe("docker:index/container:Container");
  });

  it("says the line of what is wrong", async () => {
    await writeFile(
      join(folder, "compose.yaml"),
      "services:\n  web:\n    image: nginx\n    privilegd: true\n",
    );
    expect(await refusal(await program({ compose: "compose.yaml" }))).toContain("compose.yaml:4");
  });

  it("takes a secret in clear on Docker, and refuses it on Kubernetes with its line", async () => {
    expect(
      await refusal(
        await program({ compose: "compose.yaml", platform: "kubernetes", registry: "r.example" }),
      ),
    ).toContain("compose.yaml:10: services.db.environment.POSTGRES_PASSWORD: ");
  });

  it("is told where there is no such file", async () => {
    expect(await refusal(await program({ compose: "compose.prod.yaml" }))).toContain("compose.prod.yaml");
  });

  it("is refused beside a spec", async () => {
    expect(await refusal(await program({ compose: "compose.yaml", spec: { services: {} } }))).toContain(
      "compose: expected one of spec and compose, got both",
    );
  });
});
