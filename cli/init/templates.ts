import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse, parseDocument } from "yaml";

/** The languages that a program can be written in. */
export const LANGUAGES = ["typescript", "yaml"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What fills a template. */
export interface Filling {
  /** Name of the project and of its application. */
  readonly project: string;
  /** The compose file that the application is read from. @default - a small service of its own */
  readonly compose?: string;
  /** Name of the program's file (TypeScript). */
  readonly program: string;
}

/** The files of a new project by their names: those that `pulumi new ./templates/LANGUAGE` writes, filled in. */
export function filesOf(language: Language, filling: Filling): Readonly<Record<string, string>> {
  const pulumi = pulumiFile(language, filling);
  // npm leaves files of this name out of packages, so that it cannot be read from the template.
  if (language === "yaml") return { "Pulumi.yaml": pulumi, ".gitignore": ".muelle/\n" };
  return {
    "Pulumi.yaml": pulumi,
    "package.json": filled(read(language, "package.json"), filling),
    "tsconfig.json": read(language, "tsconfig.json"),
    [filling.program]: programOf(filling),
    ".gitignore": "node_modules/\n.muelle/\n",
  };
}

/** The program, as a file of its own or as lines to add to one. */
export function programOf(filling: Filling): string {
  const { project, compose } = filling;
  if (compose === undefined) return filled(read("typescript", "index.ts"), filling);
  return [
    'import { Application } from "muelle";',
    "",
    `const application = new Application("${project}", { compose: "./${compose}" });`,
    "",
    "export const url = application.url;",
    "",
  ].join("\n");
}

/** What a TypeScript program with Muelle needs of npm, by package. */
export function dependencies(): Readonly<Record<string, string>> {
  const { dependencies: wanted } = parse(read("typescript", "package.json")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return wanted;
}

/** The project's file, without what only `pulumi new` reads. */
function pulumiFile(language: Language, filling: Filling): string {
  const { compose, program } = filling;
  const document = parseDocument(filled(read(language, "Pulumi.yaml"), filling));
  document.delete("template");
  if (language === "typescript") document.set("main", program);
  else if (compose !== undefined)
    document.setIn(
      ["resources", "application", "properties"],
      document.createNode({ compose: `./${compose}` }),
    );
  return document.toString({ lineWidth: 0 });
}

function filled(text: string, { project }: Filling): string {
  return text
    .replaceAll("${PROJECT}", project)
    .replaceAll("${DESCRIPTION}", `${project}, on Docker and on Kubernetes with Muelle`);
}

function read(language: Language, file: string): string {
  return readFileSync(join(templatesFolder(), language, file), "utf8");
}

/** Beside cli/ in the repository; one folder further up from a built package. */
function templatesFolder(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const templates = join(folder, "templates");
    if (existsSync(join(templates, "typescript", "Pulumi.yaml"))) return templates;
  }
  throw new Error("the package has no templates/");
}
