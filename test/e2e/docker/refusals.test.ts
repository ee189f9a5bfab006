import { rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createProject, type Project } from "../../support/project.ts";
import { runProgram } from "../../support/run-program.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";

let project: Project;
let engine: StackOnEngine;
const servers: Server[] = [];

beforeAll(async () => {
  project = await createProject("refused", "faulty");
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
});

afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  // Whatever was refused, nothing was created.
  expect(await engine.leftovers()).toEqual([]);
});

afterAll(async () => {
  await project.remove();
});

async function refused(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const { code, output } = await project.pulumi(["up", "--yes"], { env });
  expect(code, output).not.toBe(0);
  return output;
}

async function spec(services: object, rest: object = {}): Promise<void> {
  const text = JSON.stringify({ name: "faulty", services, ...rest }, undefined, 2);
  await project.write("applications/faulty/application.ts", `export const application = ${text};\n`);
}

const fine = { image: "busybox:1.37-musl", command: ["sleep", "60"] };

describe("pulumi up refuses, before anything is created,", () => {
  it("an application with faults, naming all of them at once with their paths", async () => {
    await spec({
      web: {
        ...fine,
        dependsOn: { nothing: { condition: "service_started" }, api: { condition: "service_healthy" } },
        networks: ["backend"],
        ports: ["6001:80"],
        environment: { API_TOKEN: "x8s7d6f5" },
      },
      api: { ...fine, dependsOn: { web: { condition: "service_started" } }, ports: ["6001:81"] },
    });
    const output = await refused();
    expect(output).toContain("services.web.dependsOn.nothing: no such service");
    expect(output).toContain("services.web.dependsOn.api");
    expect(output).toContain("services.web.networks");
    expect(output).toContain("services.web.environment.API_TOKEN");
    expect(output).toMatch(/services\.(web|api)\.ports.*6001/);
    expect(output).toMatch(/web.*api.*web|api.*web.*api/);
    expect(output).not.toContain("x8s7d6f5");
    // A refusal is an answer, not a crash.
    expect(output).not.toContain("    at ");
  });

  it("a secret that is not set, an unknown platform, an unknown application and a wrong port", async () => {
    await spec({ web: { ...fine, secrets: ["token"] } }, { secrets: { token: {} } });
    expect(await refused()).toContain("pulumi config set --secret --path muelle:secrets.token");
    await project.set("platform", "mainframe");
    expect(await refused()).toContain("muelle:platform: no such platform: mainframe");
    await project.set("platform", "docker");
    await project.set("application", "nowhere");
    expect(await refused()).toContain("muelle:application: no such application: nowhere");
    await project.set("application", "faulty");
    await project.set("port", "70000");
    expect(await refused()).toContain("muelle:port: expected a port from 1 to 65535, got 70000");
    await project.set("port", String(project.port));
  });

  it("overrides of services that are not there or of the wrong type", async () => {
    await spec({ web: fine });
    await project.set("services.wbe.replicas", "2");
    await project.set("services.web.replicas", "many");
    const output = await refused();
    expect(output).toContain("muelle:services.wbe");
    expect(output).toContain("muelle:services.web.replicas");
    await project.unset("services");
  });

  it("a port of this machine that somebody else holds", async () => {
    await spec({ web: { ...fine, route: { port: 80 } } });
    await new Promise<void>((resolve) => {
      servers.push(createServer().listen(project.port, "127.0.0.1", resolve));
    });
    expect(await refused()).toContain(
      `muelle:port: the port 127.0.0.1:${project.port} is taken by another process`,
    );
  });

  it("a Dockerfile or a stage that is not there", async () => {
    await project.write("applications/faulty/Dockerfile", "FROM busybox:1.37-musl AS base\n");
    await spec({ web: { build: { context: ".", dockerfile: "None" } } });
    expect(await refused()).toContain("services.web.build.dockerfile: no such file");
    await spec(
      { web: { build: { context: ".", target: "runtime" } }, api: { ...fine, secrets: ["token"] } },
      { secrets: { token: {} } },
    );
    const output = await refused();
    expect(output).toContain('services.web.build.target: no stage "runtime"');
    expect(output).toContain("secrets.token: muelle:secrets.token is not set");
  });

  it("a stack file whose secrets were encrypted on another machine", async () => {
    const stack = `theirs-${process.pid}`;
    const pulumi = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
      runProgram("npm", ["run", "-s", "pulumi", "--", ...args], {
        cwd: project.directory,
        env: { ...process.env, ...env },
      });
    await pulumi(["stack", "init", stack, "--no-select"], { PULUMI_CONFIG_PASSPHRASE: "theirs" });
    // Only the file comes with a clone.
    await rm(join(project.directory, ".muelle/state/.pulumi/stacks/muelle", `${stack}.json`));
    const { code, output } = await pulumi(["preview", "--stack", stack]);
    expect(code).toBe(1);
    expect(output).toContain(`Pulumi.${stack}.yaml: its secrets are encrypted with another passphrase`);
  });

  it("an engine that does not answer, and says how to start it", async () => {
    await spec({ web: fine });
    const output = await refused({ ...process.env, DOCKER_HOST: "unix:///nowhere/docker.sock" });
    expect(output).toContain("/nowhere/docker.sock");
    expect(output).toMatch(/start/i);
  });
});
