import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { OFFICIAL_PULUMI } from "../../../airgap/setup/versions.ts";

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly environment?: string | { readonly name: string };
  readonly uses?: string;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly concurrency?: { readonly "cancel-in-progress": boolean };
  readonly jobs: Readonly<Record<string, Job>>;
}

const ROOT = join(import.meta.dirname, "..", "..", "..");
const FOLDER = join(ROOT, ".github", "workflows");
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const PINNED_LINE = /^ *(?:- )?uses: (\S+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$/gm;

function text(file: string): string {
  return readFileSync(join(FOLDER, file), "utf8");
}

function workflow(file: string): Workflow {
  return parse(text(file)) as Workflow;
}

function stepsOf({ jobs }: Workflow): readonly Step[] {
  return Object.values(jobs).flatMap(({ steps = [] }) => steps);
}

/** The pinned actions of a file, as `owner/name@commit` and the version beside it. */
function pins(file: string): readonly { readonly uses: string; readonly version: string }[] {
  return [...text(file).matchAll(PINNED_LINE)].map(([, action, commit, version]) => ({
    uses: `${String(action)}@${String(commit)}`,
    version: String(version),
  }));
}

const FILES = readdirSync(FOLDER).sort();

it("has the workflows that a team needs", () => {
  expect(FILES).toEqual(["ci.yml", "deploy.yml", "drift.yml", "preview.yml", "teardown.yml"]);
});

describe.each(FILES)("%s", (file) => {
  const read = workflow(file);
  const jobs = Object.entries(read.jobs);

  it("pins every action by its commit, with its version in a comment", () => {
    const used = [...jobs.map(([, { uses }]) => uses), ...stepsOf(read).map(({ uses }) => uses)].filter(
      (uses) => uses !== undefined,
    );
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((uses) => !PINNED.test(uses))).toEqual([]);
    expect(pins(file).map(({ uses }) => uses)).toEqual(used);
  });

  it("grants nothing but what a job names", () => {
    expect(read.permissions).toEqual({});
    const without = jobs.filter(([, { permissions }]) => typeof permissions !== "object");
    expect(without.map(([name]) => name)).toEqual([]);
  });

  it("bounds the time of every job", () => {
    const without = jobs.filter(([, job]) => typeof job["timeout-minutes"] !== "number");
    expect(without.map(([name]) => name)).toEqual([]);
  });

  it("never runs a pull request's code with the rights of the repository", () => {
    expect(Object.keys(read.on)).not.toContain("pull_request_target");
    expect(text(file)).not.toContain("pull_request_target");
  });

  it("puts no expression into a script: what a stranger wrote is data, in the environment", () => {
    // Not only `github.event` and `github.head_ref`: what needs no expression at all cannot be got wrong.
    const scripts = stepsOf(read).flatMap(({ run, with: inputs }) => [run, inputs?.["script"]]);
    expect(scripts.filter((script) => typeof script === "string" && script.includes("${{"))).toEqual([]);
  });

  it("leaves no token in the checkout", () => {
    const checkouts = stepsOf(read).filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.filter((step) => step.with?.["persist-credentials"] !== false)).toEqual([]);
  });

  it("has scripts that bash can read", () => {
    for (const { run } of stepsOf(read)) {
      if (run === undefined) continue;
      const { status, stderr } = spawnSync("bash", ["-n"], { input: run, encoding: "utf8" });
      expect({ run, status, stderr }).toEqual({ run, status: 0, stderr: "" });
    }
  });

  it("uses the Pulumi and the Node that the repository is pinned to", () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    for (const { uses, with: inputs } of stepsOf(read)) {
      if (uses?.startsWith("pulumi/actions@")) expect(inputs?.["pulumi-version"]).toBe(OFFICIAL_PULUMI);
      if (uses?.startsWith("actions/setup-node@"))
        expect(inputs?.["node-version"]).toBe(dependencies["node"]);
    }
  });
});

describe("the workflows together", () => {
  it("use one version of each action", () => {
    const versions = new Map<string, Set<string>>();
    for (const { uses, version } of FILES.flatMap(pins)) {
      const [action = ""] = uses.split("@");
      versions.set(action, (versions.get(action) ?? new Set<string>()).add(`${uses} ${version}`));
    }
    expect([...versions].filter(([, found]) => found.size > 1)).toEqual([]);
  });

  it("give an OIDC token only to jobs of an environment, which says what the token may do", () => {
    const wrong = FILES.flatMap((file) =>
      Object.entries(workflow(file).jobs)
        .filter(([, { permissions }]) => permissions?.["id-token"] === "write")
        .filter(([, { environment }]) => environment === undefined)
        .map(([name]) => `${file}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("never cut off an update", () => {
    for (const file of ["deploy.yml", "preview.yml", "teardown.yml"])
      expect(workflow(file).concurrency?.["cancel-in-progress"]).toBe(false);
  });
});

describe("the scripts, with commands that only pretend", () => {
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "muelle-workflows-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Puts a program on the PATH of the scripts. */
  function pretend(name: string, script: string): void {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/bash\n${script}\n`);
    chmodSync(path, 0o755);
  }

  /** Runs a script as GitHub does where the shell is bash. */
  function runStep(
    script: string | undefined,
    env: Readonly<Record<string, string>>,
  ): { readonly status: number | null; readonly output: string; readonly calls: string } {
    writeFileSync(join(folder, "script.sh"), script ?? "exit 99");
    for (const name of ["output", "calls", "summary"]) writeFileSync(join(folder, name), "");
    const { status } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "script.sh"], {
      cwd: folder,
      env: {
        PATH: [folder, process.env["PATH"] ?? ""].join(delimiter),
        RUNNER_TEMP: folder,
        GITHUB_OUTPUT: join(folder, "output"),
        GITHUB_STEP_SUMMARY: join(folder, "summary"),
        CALLS: join(folder, "calls"),
        ...env,
      },
    });
    const [output = "", calls = ""] = ["output", "calls"].map((name) =>
      readFileSync(join(folder, name), "utf8"),
    );
    return { status, output, calls };
  }

  it.each([
    { code: 0, status: 0, found: "found=false" },
    { code: 7, status: 0, found: "found=true" },
    { code: 1, status: 1, found: undefined },
  ])("drift: Pulumi's exit code $code", ({ code, status, found }) => {
    pretend("pulumi", `echo "$@" >> "$CALLS"; echo '~ web: image'; exit ${code}`);
    const script = stepsOf(workflow("drift.yml")).find(({ id }) => id === "preview")?.run;
    const result = runStep(script, { STACK: "org/prod" });
    expect(result.status).toBe(status);
    expect(result.calls).toContain("preview --stack org/prod --refresh --expect-no-changes");
    const lines = result.output.split("\n");
    expect(lines[0]).toBe(found ?? "");
    expect(lines.includes("~ web: image")).toBe(found !== undefined);
  });

  it("preview: the plan's summary becomes an output, whatever is in it", () => {
    const script = stepsOf(workflow("preview.yml")).find(({ id }) => id === "publish")?.run;
    writeFileSync(join(folder, "plan.md"), "# Plan\nend\nfound=$(touch harm)");
    const { status, output } = runStep(script, { SUMMARY: "plan.md" });
    expect(status).toBe(0);
    expect(output).toMatch(/^summary<<(end-[0-9a-f]{32})\n# Plan\nend\nfound=\$\(touch harm\)\n\1\n$/);
    expect(readFileSync(join(folder, "summary"), "utf8")).toContain("# Plan");
    expect(readdirSync(folder)).not.toContain("harm");
    expect(runStep(script, { SUMMARY: "none.md" })).toMatchObject({ status: 0, output: "" });
  });

  it("teardown: removes the stacks of closed pull requests alone, and goes on when one fails", () => {
    pretend(
      "pulumi",
      `echo "$@" >> "$CALLS"
       if [ "$1 $2" = "stack ls" ]; then echo '["org/prod","org/review","org/pr-1","org/pr-2","org/pr-3","pr-x"]'; fi
       if [ "$1 $3" = "destroy org/pr-1" ]; then exit 1; fi`,
    );
    // jq is on every runner of GitHub, but not on every machine that runs the tests.
    pretend("jq", `tr -d '[]"' | tr , '\\n'`);
    pretend("gh", `case "$3" in 1) echo MERGED ;; 2) echo OPEN ;; 3) echo CLOSED ;; esac`);
    const script = stepsOf(workflow("teardown.yml")).findLast(({ run }) => run !== undefined)?.run;
    const { status, calls } = runStep(script, { ORGANIZATION: "org" });
    const destroyed = calls.split("\n").filter((line) => line.startsWith("destroy"));
    expect(destroyed.map((line) => line.split(" ")[2])).toEqual(["org/pr-1", "org/pr-3"]);
    expect(status).toBe(1);
  });
});
