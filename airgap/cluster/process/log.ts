import { readFileSync } from "node:fs";

const LINES = 15;

/** The end of a log, indented, to be shown in an error. */
export function lastLines(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return "      (there is no log)";
  }
  if (text.trim() === "") return "      (the log is empty)";
  return text
    .trimEnd()
    .split("\n")
    .slice(-LINES)
    .map((line) => `      ${line}`)
    .join("\n");
}
