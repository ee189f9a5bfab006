import { parseArgs } from "node:util";
import { type Fault, MuelleError } from "../../components/application/errors.ts";

/** What `npm run demo` was asked to do. */
export type DemoOptions =
  | {
      readonly action: "send";
      readonly url: string;
      readonly count: number;
      readonly folder: string | undefined;
    }
  | { readonly action: "watch"; readonly url: string; readonly seconds: number | undefined }
  | { readonly action: "full"; readonly url: string };

/** Where `npm start` puts the stack dev. */
const DEV_URL = "http://127.0.0.1:8080";
const USAGE = "send COUNT [--folder DIR], watch [--seconds N], full; each with [--url http://HOST:PORT]";

/**
 * Reads the command's arguments.
 *
 * @throws MuelleError that says how it is used
 */
export function demoOptions(args: readonly string[]): DemoOptions {
  const { values, positionals } = parsed(args);
  const url = values.url ?? DEV_URL;
  if (!/^https?:\/\/[^/]/.test(url)) throw misused({ path: "--url", message: `no URL of a service: ${url}` });
  const [action, count, ...rest] = positionals;
  if (rest.length > 0) throw misused({ path: rest.join(" "), message: "is too much" });
  if (action === "send")
    return { action, url, count: wholeNumber("send", count ?? "10"), folder: values.folder };
  if (count !== undefined) throw misused({ path: count, message: "is too much" });
  if (action === "full") return { action, url };
  if (action === "watch") {
    const seconds = values.seconds === undefined ? undefined : wholeNumber("--seconds", values.seconds);
    return { action, url, seconds };
  }
  throw misused({ path: action ?? "demo", message: "no such demonstration" });
}

function parsed(args: readonly string[]): {
  readonly values: { readonly url?: string; readonly folder?: string; readonly seconds?: string };
  readonly positionals: readonly string[];
} {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { url: { type: "string" }, folder: { type: "string" }, seconds: { type: "string" } },
    });
  } catch (error) {
    throw misused({ path: args.join(" "), message: error instanceof Error ? error.message : String(error) });
  }
}

function wholeNumber(path: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw misused({ path, message: `expected a whole number from 1, got ${text}` });
}

function misused(fault: Fault): MuelleError {
  return new MuelleError("npm run demo: it cannot be done like this", [
    { ...fault, hint: `It is: npm run demo -- ${USAGE}` },
  ]);
}
