import { MuelleError, type FileSystem } from "../../components/application/index.ts";
import {
  composeApplication,
  loadCompose,
  type ComposeApplication,
  type ComposeApplicationOptions,
  type ComposeOptions,
  type LoadedCompose,
} from "../../components/compose/index.ts";

/** The folder of the projects in tests. */
export const folder = "/home/me/shop";

/** Files in memory by their paths, relative to {@link folder}. */
export type Texts = Readonly<Record<string, string>>;

function inMemory(texts: Texts): FileSystem {
  const files = new Map(Object.entries(texts).map(([path, text]) => [`${folder}/${path}`, text]));
  const isFolder = (path: string) => [...files.keys()].some((file) => file.startsWith(`${path}/`));
  return {
    kind: (path) => (files.has(path) ? "file" : isFolder(path) ? "folder" : undefined),
    read: (path) => {
      const text = files.get(path);
      if (text === undefined) throw new Error(`no such file: ${path}`);
      return text;
    },
  };
}

/** Loads a project from files in memory, with nothing in the environment but a home. */
export function load(texts: Texts, options: Partial<ComposeOptions> = {}): LoadedCompose {
  return loadCompose({ folder, environment: { HOME: "/home/me" }, ...options }, inMemory(texts));
}

/** Reads a project from files in memory into an application. */
export function application(
  texts: Texts,
  options: Partial<ComposeApplicationOptions> = {},
): ComposeApplication {
  return composeApplication({ folder, environment: { HOME: "/home/me" }, ...options }, inMemory(texts));
}

/** What is wrong with a project: each fault as one line, with its hint behind a dash. */
export function faultsOf(texts: Texts, options: Partial<ComposeOptions> = {}): readonly string[] {
  return faultsIn(() => load(texts, options));
}

/** What a project says that an application cannot: each refusal as one line, with its hint behind a dash. */
export function refusalsOf(
  texts: Texts,
  options: Partial<ComposeApplicationOptions> = {},
): readonly string[] {
  return faultsIn(() => application(texts, options));
}

function faultsIn(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (!(error instanceof MuelleError)) throw error;
    return error.faults.map(
      ({ path, message, hint }) => `${path}: ${message}${hint === undefined ? "" : ` - ${hint}`}`,
    );
  }
  return [];
}

/** A Compose file with one service, whose fields these lines are, and what else the file says. */
export function web(lines: string, more = ""): Texts {
  const text = lines
    .trim()
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
  return { "compose.yaml": `services:\n  web:\n${text}\n${more}` };
}

/** What becomes of the one service of such a file. */
export function webOf(lines: string, more = ""): ComposeApplication["spec"]["services"][string] | undefined {
  return application(web(lines, more)).spec.services["web"];
}

/** The one service of a Compose file as it is loaded; its image is given. */
export function service(
  lines: string,
  more: Texts = {},
): NonNullable<LoadedCompose["model"]["services"]>[string] {
  const loaded = load({ ...web(`image: web\n${lines.trim()}`), ...more });
  return loaded.model.services?.web ?? {};
}
