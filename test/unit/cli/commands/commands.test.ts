import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { completedCommands } from "../../../../cli/commands/completion.ts";
import { chooseReplica } from "../../../../cli/commands/exec.ts";
import { renderRows, rowsOf } from "../../../../cli/commands/ps.ts";
import type { Replica } from "../../../../cli/platforms/platform.ts";
import { createProgram } from "../../../../cli/program.ts";
import type { DeployedApplication } from "../../../../cli/stack/deployed.ts";

function replica(number: string, rest: Partial<Replica> = {}): Replica {
  return {
    service: "web",
    name: `shop-web-${number}`,
    number,
    state: "running",
    running: true,
    image: "shop:1",
    ports: [],
    created: 1000,
    ...rest,
  };
}

describe("rowsOf", () => {
  it("has a line for a service that has no replica", () => {
    const deployed: DeployedApplication = {
      platform: "docker",
      application: "shop",
      stack: "dev",
      provider: {},
      services: [
        { name: "worker", lifetime: "server", kind: "Container", files: [] },
        { name: "web", lifetime: "server", kind: "Container", files: [] },
      ],
    };
    expect(renderRows(rowsOf(deployed, [replica("1", { health: "healthy" })]), 61_000)).toBe(
      [
        "SERVICE   REPLICA      STATE     HEALTH    IMAGE    PORTS   AGE",
        "web       shop-web-1   running   healthy   shop:1   -       1 min",
        "worker    -            none      -         -        -       -",
      ].join("\n"),
    );
  });
});

describe("chooseReplica", () => {
  const ill = replica("1", { health: "unhealthy" });
  const well = replica("2", { health: "healthy" });

  it("takes the first that is healthy, or else one that runs", () => {
    expect(chooseReplica("web", [ill, well])).toBe(well);
    expect(chooseReplica("web", [ill])).toBe(ill);
  });

  it("takes the one that is named, by its number or its name", () => {
    expect(chooseReplica("web", [ill, well], "1")).toBe(ill);
    expect(chooseReplica("web", [ill, well], "shop-web-2")).toBe(well);
    expect(() => chooseReplica("web", [ill, well], "3")).toThrow("--replica 3: web has 1, 2");
  });

  it("says what the replicas are doing where none runs", () => {
    const ended = replica("1", { running: false, state: "exited (1)" });
    expect(() => chooseReplica("web", [ended])).toThrow("web: shop-web-1 is exited (1)");
  });
});

describe("the command line", () => {
  const commands = completedCommands(createProgram({}, () => undefined));

  it("has these commands", () => {
    expect(commands.map(({ name }) => name).sort()).toEqual([
      "completion",
      "exec",
      "images",
      "images prune",
      "init",
      "logs",
      "pin",
      "plan",
      "policies",
      "ps",
      "restart",
      "run",
      "sbom",
      "start",
      "stop",
    ]);
  });

  it("completes services where a command takes them", () => {
    const taking = commands.filter(({ services }) => services).map(({ name }) => name);
    expect(taking.sort()).toEqual(["exec", "logs", "restart", "run", "start", "stop"]);
  });

  it("prints a script for bash that bash can read, and that completes commands", () => {
    const main = new URL("../../../../cli/main.ts", import.meta.url).pathname;
    const { stdout: script } = spawnSync(process.execPath, [main, "completion", "bash"], {
      encoding: "utf8",
    });
    const use = `${script}\nCOMP_WORDS=(muelle re); COMP_CWORD=1; _muelle; echo "\${COMPREPLY[@]}"`;
    expect(spawnSync("bash", ["-c", use], { encoding: "utf8" })).toMatchObject({
      status: 0,
      stdout: "restart\n",
      stderr: "",
    });
  });
});
