import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNothingToDo } from "../../support/nothing-to-do.ts";
import { createProject, type Project } from "../../support/project.ts";
import { runProgram } from "../../support/run-program.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";

const FILES = { token: "planted-token-7f3a91c2", build_token: "planted-build-token-51d0be88" };
const VARIABLE = "planted-variable-0c6e2f47";
const NEXT_VARIABLE = "planted-variable-9b1d5a30";

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
    worker: {
      image: "busybox:1.37-musl",
      command: ["sleep", "3600"],
      healthcheck: { test: ["CMD-SHELL", 'test -n "$SERVICE_TOKEN"'] },
      environment: { MODE: "fast", SERVICE_TOKEN: { secret: "variable" } },
    },
  },
  secrets: { token: {}, build_token: {}, variable: {} },
};
`;
const DOCKERFILE = `FROM busybox:1.37-musl
RUN --mount=type=secret,id=build_token test "$(wc -c < /run/secrets/build_token)" -eq ${FILES.build_token.length}
CMD ["sleep", "3600"]
`;

let project: Project;
let engine: StackOnEngine;
let printed: string;

beforeAll(async () => {
  project = await createProject("hunt", "faulty", { ...FILES, variable: VARIABLE });
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

/** Looks for secrets in clear, and as Kubernetes and some logs would have them. */
function expectClean(
  what: string,
  text: string,
  planted = [...Object.values(FILES), VARIABLE, NEXT_VARIABLE],
): void {
  expect(text.length, `there is nothing in ${what}`).toBeGreaterThan(0);
  for (const value of planted)
    for (const sign of [value, Buffer.from(value).toString("base64")])
      expect(text.includes(sign), `${what} has a planted secret`).toBe(false);
}

async function only(service: string): Promise<string> {
  const [id] = await engine.containersOf(service);
  if (id === undefined) throw new Error(`there is no container of ${service}`);
  return id;
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
    const file = ["exec", await only("web"), "cat", "/run/secrets/token"];
    expect((await runProgram("docker", file, { cwd: project.directory })).output).toBe(FILES.token);
    const variable = ["exec", await only("worker"), "sh", "-c", 'echo "$SERVICE_TOKEN"'];
    expect((await runProgram("docker", variable, { cwd: project.directory })).output).toBe(`${VARIABLE}\n`);
  });

  it("is in nothing that a preview or an update prints", () => {
    expectClean("what is printed", printed);
  });

  it("is in clear in no file of the state, nor in the stack's configuration", async () => {
    expectClean("the state", await textsBelow(".muelle/state"));
    expectClean("the configuration", await project.read(`Pulumi.${project.stack}.yaml`));
  });

  it("is in no layer of an image, its history, an environment, a command line or a log", async () => {
    expectClean("what the engine tells", await engine.everythingTold(), Object.values(FILES));
    const { Image } = await engine.inspect(await only("web"));
    const archive = join(project.directory, "image.tar");
    await runProgram("docker", ["save", "--output", archive, Image], { cwd: project.directory });
    expectClean("the image", await readFile(archive, "latin1"));
  });

  it("is told by the engine where a variable of a container comes from it, and nowhere else there", async () => {
    const { Config } = await engine.inspect(await only("worker"));
    expect(Config.Env).toContain(`SERVICE_TOKEN=${VARIABLE}`);
    expect(Config.Labels).toMatchObject({ "muelle.secret-variables": "SERVICE_TOKEN" });
    expectClean("the rest", JSON.stringify({ ...Config, Env: [] }));
  });

  it("changes nothing while it stays the same", async () => {
    await expectNothingToDo(project);
  });

  it("is in no file of a plan", async () => {
    const { code, output } = await runProgram("npm", ["run", "-s", "plan", "--", project.stack], {
      cwd: project.directory,
    });
    expect(code, output).toBe(0);
    expectClean("what a plan prints", output);
    expectClean("a plan", await textsBelow(`.muelle/plan/${project.stack}`));
  });

  it("replaces just the replicas whose variable it is when it changes, and still is in nothing", async () => {
    const before = await engine.containers();
    await project.pulumi(["config", "set", "--secret", "--path", "muelle:secrets.variable"], {
      input: NEXT_VARIABLE,
    });
    expectClean("what is printed", await project.up("--diff"));
    const after = await engine.containers();
    expect(Object.keys(after).filter((name) => String(after[name]) !== String(before[name]))).toEqual([
      "worker",
    ]);
    expect((await engine.inspect(await only("worker"))).Config.Env).toContain(
      `SERVICE_TOKEN=${NEXT_VARIABLE}`,
    );
    expectClean("the state", await textsBelow(".muelle/state"));
  });
});
