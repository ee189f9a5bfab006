import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { knownRegistry } from "../../../airgap/registry/registry.ts";
import { userFolders } from "../../../base/user-folders.ts";
import { needCluster } from "../../support/cluster.ts";
import { type Block, blocks, commands, ROOT } from "../../support/documents.ts";
import { createProject, freePort, type Project } from "../../support/project.ts";
import { runProgram } from "../../support/run-program.ts";

/** What is not run here, and what runs it. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "npm test": "package.json",
  "npm run checkers": "test/e2e/project/checkers.test.ts",
  "npm run cluster -- down": "test/cluster/cluster.test.ts",
  // It would take the engine from under the other tests.
  "npm run engine -- stop": "test/faults/docker/data.test.ts",
};

/** What nothing runs, and why. */
const NOWHERE: Readonly<Record<string, string>> = {
  'npm run pulumi -- stack change-secrets-provider "awskms://alias/muelle?region=eu-central-1" -s prod':
    "it needs a key in AWS",
};

const MINUTE = 60_000;

/** All stacks of the pages. */
const STACKS = ["dev", "prod", "shop", "shop-prod"];

const PASSWORD = "documents-password";

/** Names of this run alone, so that an application that somebody works with is left in peace. */
const PHOTOS = `photos${process.pid}`;
const SHOP = `shop${process.pid}`;

const SHOP_DOCKERFILE = `FROM busybox:1.37-musl AS runtime
RUN mkdir /www && echo fine > /www/health
USER 1000:1000
CMD ["httpd", "-f", "-p", "8000", "-h", "/www"]
`;

let project: Project;
/** What stands in the pages for something of the reader's. */
let readers: Readonly<Record<string, string>>;

beforeAll(async () => {
  await needCluster();
  const registry = await knownRegistry(userFolders(process.env).cache);
  readers = {
    "kind-kind": "muelle",
    " NAME ": " muelle ",
    "registry.example.com/team": registry?.host ?? "registry.example.com/team",
  };
});

/** A clone as the reader has it, but for names and ports that others may have. */
beforeEach(async () => {
  project = await createProject("documents", "photos");
  await project.edit("Pulumi.yaml", "default: 8080", `default: ${await freePort()}`);
  const kept = "Let destroy take the volumes along, and what they hold\n    default: ";
  await project.edit("Pulumi.yaml", `${kept}false`, `${kept}true`);
  await project.edit("applications/photos/application.ts", 'name: "photos"', `name: "${PHOTOS}"`);
});

afterEach(async () => {
  const states = join(project.directory, ".muelle", "state", ".pulumi", "stacks", "muelle");
  for (const stack of STACKS.filter((name) => existsSync(join(states, `${name}.json`))))
    await must(`npm run pulumi -- destroy -s ${stack} --yes`);
  await project.remove();
});

function runLines(lines: string): Promise<{ readonly code: number; readonly output: string }> {
  return runProgram("bash", ["-e", "-c", lines], { cwd: project.directory, timeout: 9 * MINUTE });
}

/** Runs what has to succeed. */
async function must(lines: string): Promise<void> {
  const { code, output } = await runLines(lines);
  if (code !== 0) throw new Error(`${lines}\n${output}`);
}

/** A block as a script that nobody has to answer: what is asked for is given, and what only the reader has is put in. */
function scriptOf({ text }: Block): string {
  return text
    .split("\n")
    .map((line) => line.replace(/\s#.*$/, "").trim())
    .filter((line) => ELSEWHERE[line] === undefined && NOWHERE[line] === undefined)
    .map((line) => line.replace(/(\bpulumi (?:-- )?(?:up|destroy))\b/, "$1 --yes"))
    .map((line) => (line.includes("config set --secret") ? `${line} <<< ${PASSWORD}` : line))
    .map((line) => Object.entries(readers).reduce((script, [from, to]) => script.replaceAll(from, to), line))
    .join("\n");
}

/** Whoever reads a guide has the stacks already, with their secret. */
async function followReadme(): Promise<void> {
  for (const stack of ["dev", "prod"])
    await must(`npm run pulumi -- stack select --create ${stack}
      npm run pulumi -- config set --secret --path muelle:secrets.db_password -s ${stack} <<< ${PASSWORD}`);
}

/** The shop that a page describes, with an image that is soon built. */
async function writeShop(page: string): Promise<void> {
  const example = blocks("ts").find((block) => block.page === page);
  if (example === undefined) return;
  const folder = join("applications", "shop");
  await must(`mkdir -p ${folder}/api && echo 3 > ${folder}/api/requirements.txt`);
  await project.write(join(folder, "api", "Dockerfile"), SHOP_DOCKERFILE);
  await project.write(join(folder, "api.Dockerfile"), SHOP_DOCKERFILE);
  await project.write(
    join(folder, "application.ts"),
    example.text.replace('name: "shop"', `name: "${SHOP}"`),
  );
}

/** What is typed in a clone of this repository. */
const CLONE_BLOCKS = blocks("sh").filter(({ where }) => where === "clone");

describe("the documentation's commands", () => {
  it.each([...new Set(CLONE_BLOCKS.map(({ page }) => page))])("do what %s says", async (page) => {
    await writeShop(page);
    if (page.startsWith("docs/guides/")) await followReadme();
    for (const block of CLONE_BLOCKS.filter((found) => found.page === page)) {
      const script = scriptOf(block);
      const { code, output } = await runLines(script);
      expect(code, `${script}\n${output}`).toBe(0);
      expect(output).not.toContain(PASSWORD);
    }
  });

  it("leave nothing out but what the pages have and something else runs, or nothing can", () => {
    const documented = commands().map(({ command }) => command);
    expect(documented).toEqual(expect.arrayContaining([...Object.keys(ELSEWHERE), ...Object.keys(NOWHERE)]));
    expect(Object.values(ELSEWHERE).filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});
