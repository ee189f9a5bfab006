/** One step of a build as BuildKit reports it. */
interface Step {
  readonly name: string;
  readonly error: string | undefined;
  readonly output: string[];
}

/** How many of a failed step's last lines of output are shown. */
const SHOWN_LINES = 25;
/** Steps that were stopped because another one failed say this. */
const STOPPED = "context canceled";

/**
 * Reads what buildx prints with `--progress=rawjson`: one JSON object a line, and plain lines where buildx itself has
 * something to say. For example:
 * `{"vertexes":[{"digest":"sha256:6c..","name":"[web 2/3] RUN make","started":"..","error":".."}],"logs":[{"vertex":"sha256:6c..","data":"aGVsbG8K"}]}`
 */
export class BuildLog {
  readonly #steps = new Map<string, Step>();
  readonly #plain: string[] = [];
  readonly #secrets: readonly string[];

  /** The values in `secrets` are masked wherever they appear. */
  constructor(secrets: readonly string[] = []) {
    // A secret of a letter or two would mask half of the text, and guards nothing.
    this.#secrets = secrets.filter((secret) => secret.length > 3);
  }

  /** Takes one line, and returns what is worth showing while the build runs. */
  read(line: string): readonly string[] {
    const message = parse(line);
    if (message === undefined) {
      if (line.trim() !== "") this.#plain.push(this.#masked(line));
      return [];
    }
    const steps = objects(message, "vertexes").flatMap((vertex) => this.#step(vertex));
    const output = objects(message, "logs").flatMap((log) => this.#output(log));
    return [...steps, ...output];
  }

  /** Why the build failed: the step, its last lines of output and its error; else what buildx itself said. */
  failure(): string {
    const failed = [...this.#steps.values()].filter(({ error }) => error !== undefined);
    const step = failed.find(({ error }) => error?.includes(STOPPED) === false);
    if (step === undefined)
      return this.#plain.filter(isError).at(-1) ?? this.#plain.slice(-SHOWN_LINES).join("\n");
    const output = step.output.slice(-SHOWN_LINES);
    const left = step.output.length - output.length;
    return [
      `the build failed at ${step.name}`,
      ...(left > 0 ? [`  (${left} lines before these are left out)`] : []),
      ...output.map((line) => `  ${line}`),
      step.error ?? "",
    ].join("\n");
  }

  #step(vertex: Readonly<Record<string, unknown>>): readonly string[] {
    const { digest, name, error, started, completed } = vertex;
    if (typeof digest !== "string" || typeof name !== "string") return [];
    const known = this.#steps.get(digest);
    this.#steps.set(digest, {
      name: this.#masked(name),
      error: typeof error === "string" && error !== "" ? this.#masked(error) : known?.error,
      output: known?.output ?? [],
    });
    return typeof started === "string" && completed === undefined ? [this.#masked(name)] : [];
  }

  #output(log: Readonly<Record<string, unknown>>): readonly string[] {
    const { vertex, data } = log;
    if (typeof vertex !== "string" || typeof data !== "string") return [];
    const lines = this.#masked(Buffer.from(data, "base64").toString("utf8"))
      .split(/\r?\n|\r/)
      .filter((line) => line.trim() !== "");
    const step = this.#steps.get(vertex) ?? { name: vertex, error: undefined, output: [] };
    step.output.push(...lines);
    this.#steps.set(vertex, step);
    return lines;
  }

  #masked(text: string): string {
    return this.#secrets.reduce((masked, secret) => masked.replaceAll(secret, "[secret]"), text);
  }
}

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function objects(
  message: Readonly<Record<string, unknown>>,
  key: string,
): readonly Readonly<Record<string, unknown>>[] {
  const list: unknown = message[key];
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isError(line: string): boolean {
  return line.startsWith("ERROR:");
}
