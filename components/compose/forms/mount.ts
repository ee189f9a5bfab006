import { normalize } from "node:path/posix";
import { parsed, unreadable, type Parsed } from "../../application/parsed.ts";

/** What the short form of a volume says. */
export interface ShortMount {
  readonly type: "bind" | "volume";
  readonly source?: string;
  readonly target: string;
  readonly read_only?: true;
  readonly bind?: {
    readonly create_host_path: true;
    readonly propagation?: string;
    readonly selinux?: "z" | "Z";
  };
  readonly volume?: { readonly nocopy?: true };
}

const form =
  'write "SOURCE:TARGET[:OPTIONS]", for example "data:/var/lib/data" or "./site.conf:/etc/site.conf:ro"';
const propagations = ["rprivate", "private", "rshared", "shared", "rslave", "slave"];

/**
 * Reads the short form of a volume: `[SOURCE:]TARGET[:OPTIONS]`. A source that begins like a path is a file or a
 * folder of the host, any other is the name of a volume.
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#short-syntax-5
 */
export function parseMount(text: string): Parsed<ShortMount> {
  if (text === "") return unreadable("an empty volume", form);
  if (text.length <= 2) return parsed({ type: "volume", target: cleanTarget(text) });
  const parts = splitMount(text);
  if (parts.includes("")) return unreadable(`nothing between the colons of ${JSON.stringify(text)}`, form);
  if (parts.length > 3) return unreadable(`too many colons: ${JSON.stringify(text)}`, form);
  const [first = "", second, options = ""] = parts;
  if (second === undefined) return parsed({ type: "volume", target: cleanTarget(first), volume: {} });
  return parsed(mountOf(first, second, options.split(",")));
}

function mountOf(source: string, target: string, options: readonly string[]): ShortMount {
  const isReadOnly = options.filter((option) => option === "ro" || option === "rw").at(-1) === "ro";
  const propagation = options.findLast((option) => propagations.includes(option));
  const selinux = options.findLast((option): option is "z" | "Z" => option === "z" || option === "Z");
  const bind = {
    ...(propagation !== undefined && { propagation }),
    ...(selinux !== undefined && { selinux }),
  };
  const volume = options.includes("nocopy") ? { nocopy: true as const } : undefined;
  const common = { source, target: cleanTarget(target), ...(isReadOnly && { read_only: true as const }) };
  if (isPath(source)) {
    return {
      type: "bind",
      ...common,
      bind: { create_host_path: true, ...bind },
      ...(volume !== undefined && { volume }),
    };
  }
  // Compose keeps options of a bind on a volume as well.
  const kept = Object.keys(bind).length > 0 && { bind: { create_host_path: true as const, ...bind } };
  return { type: "volume", ...common, ...kept, volume: volume ?? {} };
}

/** Splits at colons, but not behind the letter of a Windows drive. */
function splitMount(text: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index <= text.length; index++) {
    const isDrive = index === start + 1 && /[A-Za-z]/.test(text.charAt(start));
    if (index < text.length && (text[index] !== ":" || isDrive)) continue;
    parts.push(text.slice(start, index));
    start = index + 1;
  }
  return parts;
}

function isPath(source: string): boolean {
  return /^(?:[./~]|\\\\|[A-Za-z]:)/.test(source);
}

/** A path without `.`, `..`, doubled and trailing slashes. */
export function cleanTarget(target: string): string {
  if (target === "") return "";
  const path = normalize(target);
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}
