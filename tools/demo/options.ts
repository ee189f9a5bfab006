import { misused, readArguments } from "../../base/usage.ts";

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
const USAGE = {
  command: "demo",
  usage:
    "npm run demo -- send COUNT [--folder DIR], watch [--seconds N], full; each with [--url http://HOST:PORT]",
};

/**
 * Reads the command's arguments.
 *
 * @throws MuelleError that says how it is used
 */
export function demoOptions(args: readonly string[]): DemoOptions {
  const { values, positionals } = readArguments(USAGE, args, {
    url: { type: "string" },
    folder: { type: "string" },
    seconds: { type: "string" },
  });
  const url = values.url ?? DEV_URL;
  if (!/^https?:\/\/[^/]/.test(url))
    throw misused(USAGE, { path: "--url", message: `no URL of a service: ${url}` });
  const [action, count, ...rest] = positionals;
  if (rest.length > 0) throw misused(USAGE, { path: rest.join(" "), message: "is too much" });
  if (action === "send")
    return { action, url, count: wholeNumber("send", count ?? "10"), folder: values.folder };
  if (count !== undefined) throw misused(USAGE, { path: count, message: "is too much" });
  if (action === "full") return { action, url };
  if (action === "watch") {
    const seconds = values.seconds === undefined ? undefined : wholeNumber("--seconds", values.seconds);
    return { action, url, seconds };
  }
  throw misused(USAGE, { path: action ?? "demo", message: "no such demonstration" });
}

function wholeNumber(path: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw misused(USAGE, { path, message: `expected a whole number from 1, got ${text}` });
}
