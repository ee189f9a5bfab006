import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createProject, type Project } from "../../support/project.ts";
import { runProgram } from "../../support/run-program.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";

const PLANTED = { token: "planted-token-7f3a91c2", build_token: "planted-build-token-51d0be88" };
/** In clear, and as Kubernetes and some logs would have them. */
const SIGNS = Object.values(PLANTED).flatMap((value) => [value, Buffer.from(value).toString("base64")]);

const APPLICATION = `
import type { ApplicationSpec } from "../../components/index.ts";
export const application: ApplicationSpec = {
  name: "hunt",
  services: {
    web: {
      build: { context: "web", secrets: ["build_token"] },
      user: "10001:10001",
      readOnly: true,
      secrets: ["token"],
      healthcheck: { test: ["CMD", "test", "-s", "/run/secrets/token"] },
    },
  },
  secrets: { token: {}, build_token: {} },
};
`;
const DOCKERFILE = `FROM busybox:1.37-musl
RUN --mount=type=secret,id=build_token test "$(wc -c < /run/secrets/build_token)" -eq ${PLANTED.build_token.length}
CMD ["sleep", "3600"]
`;

let project: Project;
let engine: StackOnEngine;
let printed: string;

beforeAll(async () => {
  project = await createProject("hunt", "faulty", PLANTED);
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  await mkdir(join(project.directory, "applications", "faulty", "web"));
  await project.write("applications/faulty/web/Dockerfile", DOCKERFILE);
  await project.write("applications/faulty/application.ts", APPLICATION);
  const preview = await project.pulumi(["preview", "--diff"]);
  printed = preview.output + (await project.up("--diff"));
});

afterAll(async () => {
  await project.remove();
});

function expectClean(what: string, text: string): void {
  expect(text.length, `there is nothing in ${what}`).toBeGreaterThan(0);
  for (const sign of SIGNS) expect(text.includes(sign), `${what} has a planted secret`).toBe(false);
}

/** All files below a folder of the project, but what git and npm put there. */
async function textsBelow(folder: string): Promise<string> {
  const entries = await readdir(join(project.directory, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), "latin1")));
  return texts.join("\n");
}

describe("a planted secret", () => {
  it("reaches who is to have it", async () => {
    const [web = ""] = await engine.containersOf("web");
    const { output } = await runProgram("docker", ["exec", web, "cat", "/run/secrets/token"], {
      cwd: project.directory,
    });
    expect(output).toBe(PLANTED.token);
  });

  it("is in nothing that a preview or an update prints", () => {
    expectClean("what is printed", printed);
  });

  it("is in clear in no file of the state, nor in the stack's configuration", async () => {
    expectClean("the state", await textsBelow(".muelle/state"));
    expectClean("the configuration", await project.read(`Pulumi.${project.stack}.yaml`));
  });

  it("is in no layer of an image, its history, an environment, a command line or a log", async () => {
    const [web = ""] = await engine.containersOf("web");
    expectClean("what the engine tells", await engine.everythingTold());
    const { Image } = await engine.inspect(web);
    const archive = join(project.directory, "image.tar");
    await runProgram("docker", ["save", "--output", archive, Image], { cwd: project.directory });
    expectClean("the image", await readFile(archive, "latin1"));
  });

  it("is in no file of a plan", async () => {
    const { code, output } = await runProgram("npm", ["run", "-s", "plan", "--", project.stack], {
      cwd: project.directory,
    });
    expect(code, output).toBe(0);
    expectClean("what a plan prints", output);
    expectClean("a plan", await textsBelow(`.muelle/plan/${project.stack}`));
  });
});
