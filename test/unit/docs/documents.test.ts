import { existsSync, globSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type ApplicationSpec, defineApplication } from "../../../components/index.ts";
import { type Block, blocks, commands, pages, ROOT } from "../../support/documents.ts";

const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
const { config } = parse(readFileSync(join(ROOT, "Pulumi.yaml"), "utf8")) as {
  config: Record<string, unknown>;
};

/** Pulumi's schema has no secrets; KEY, in capitals, stands for any of them. */
const SETTINGS = new Set([...Object.keys(config), "secrets"]);

/** Begins the component's name in other languages, which is no setting. */
const TOKEN = "index";

/** What Pulumi, the engine, Chrome and git say. */
const OTHERS = ["passphrase", "lock(s)", "No such image", "ERR_", "pulumi preview", "git checkout"];

/** All that an example names is there. */
const files = {
  kind: (path: string) => (/(?:\.\w+|Dockerfile)$/.test(path) ? ("file" as const) : ("folder" as const)),
  read: () => "",
};

async function exampleOf(text: string): Promise<ApplicationSpec> {
  const source = encodeURIComponent(stripTypeScriptTypes(text));
  const example = (await import(/* @vite-ignore */ `data:text/javascript,${source}`)) as {
    application: ApplicationSpec;
  };
  return example.application;
}

function isApplication({ text }: Block): boolean {
  return text.includes("export const application");
}

/** The example programs, importing the package as its users do. */
function examples(): string[] {
  return globSync("test/unit/docs/examples/*.ts", { cwd: ROOT }).map((file) =>
    readFileSync(join(ROOT, file), "utf8")
      .replaceAll(/"(?:\.\.\/)+components\/index\.ts"/g, '"muelle"')
      .replaceAll(/"(?:\.\.\/)+components\/(\w+)\/index\.ts"/g, '"muelle/$1"'),
  );
}

/** The heading's place in a page, as GitHub makes it. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  );
}

describe("the documentation", () => {
  it("has links that lead somewhere", () => {
    const broken = pages().flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:)([^)]+)\)/g)].flatMap(([, link = ""]) => {
        const [file = "", anchor] = link.split("#");
        const target = file === "" ? join(ROOT, path) : join(ROOT, dirname(path), file);
        if (!existsSync(target)) return [`${path}: ${link}`];
        if (anchor === undefined) return [];
        return anchorsOf(readFileSync(target, "utf8")).includes(anchor) ? [] : [`${path}: ${link}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  it("names commands that there are", () => {
    const unknown = commands().flatMap(({ page, command }) =>
      [...command.matchAll(/npm run (?:-s )?([\w:-]+)/g)]
        .filter(([, script = ""]) => scripts[script] === undefined)
        .map(() => `${page}: ${command}`),
    );
    expect(unknown).toEqual([]);
    expect(commands().length).toBeGreaterThan(30);
  });

  it("names settings that there are", () => {
    const unknown = pages().flatMap(({ path, text }) =>
      [...text.matchAll(/muelle:([a-z]\w*)/g)]
        .filter(([, key = ""]) => key !== TOKEN && !SETTINGS.has(key))
        .map(([name]) => `${path}: ${name}`),
    );
    expect([...new Set(unknown)]).toEqual([]);
  });

  it.each(blocks("ts").filter(isApplication))(
    "describes an application in $page that Muelle takes",
    async ({ text }) => {
      const spec = await exampleOf(text);
      expect(defineApplication(spec, { directory: "/applications/shop", files }).name).toBe(spec.name);
    },
  );

  it.each(blocks("ts").filter((block) => !isApplication(block)))(
    "shows a program in $page that is type-checked: a file of test/unit/docs/examples",
    ({ text }) => {
      expect(examples()).toContain(text);
    },
  );

  it("quotes errors as they are", () => {
    const sources = globSync("{airgap,base,cli,components,provider,stacks,tools}/**/*.ts", { cwd: ROOT })
      .map((file) => readFileSync(join(ROOT, file), "utf8"))
      .join("\n");
    const quoted = pages()
      .filter(({ path }) => path === "docs/guides/troubleshooting.md")
      .flatMap(({ text }) => [...text.matchAll(/^\| ([^|]+) \|/gm)].map(([, cell = ""]) => cell))
      .flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, message = ""]) => message))
      .filter((message) => !OTHERS.some((other) => message.includes(other)));
    const missing = quoted.filter((message) =>
      message
        .replace(/^[\w.:]+: /, "")
        .split(/\.\.\.|\b(?:NAME|X|Y|healthy|replica)\b/)
        .some((piece) => !sources.includes(piece.trim())),
    );
    expect(missing).toEqual([]);
    expect(quoted.length).toBeGreaterThan(12);
  });

  it("is reached from the README, every page of it", () => {
    const [readme] = pages().filter(({ path }) => path === "README.md");
    const missing = pages().filter(
      ({ path }) => path.startsWith("docs/") && !(readme?.text.includes(`(${path})`) ?? false),
    );
    expect(missing.map(({ path }) => path)).toEqual([]);
  });
});
