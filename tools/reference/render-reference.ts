import type { FieldDoc, InterfaceDoc } from "./read-interfaces.ts";
import { placesOf, specNamed, type Verdict, type Verdicts, verdictsAt } from "./verdicts.ts";

/** The reference of the application model, as Markdown. */
export function renderReference(
  interfaces: readonly InterfaceDoc[],
  platforms: Readonly<Record<string, Verdicts>>,
): string {
  const places = placesOf(interfaces);
  return [
    "# Reference: the application model",
    "",
    "Made from the doc comments of `components/application/spec.ts` and from the fidelity tables of both platforms by",
    "`npm run reference`; changes belong there.",
    "",
    ...interfaces.flatMap((doc) => section(doc, places.get(doc.name) ?? [], platforms)),
  ].join("\n");
}

function section(
  doc: InterfaceDoc,
  places: readonly string[],
  platforms: Readonly<Record<string, Verdicts>>,
): string[] {
  const head = ["field", "type", "meaning", "default", ...Object.keys(platforms)];
  return [
    `## ${doc.name}`,
    "",
    doc.text,
    "",
    ...(doc.fields.length === 0
      ? []
      : [
          row(head),
          row(head.map(() => "---")),
          ...doc.fields.map((field) => row(cells(field, places, Object.values(platforms)))),
          "",
        ]),
  ];
}

function cells(field: FieldDoc, places: readonly string[], platforms: readonly Verdicts[]): string[] {
  const { name, type, optional, text, byDefault } = field;
  const paths = places.map((place) => `${place}${name}`);
  return [
    `\`${name}\``,
    `\`${type}\``,
    text,
    byDefault ?? (optional ? "" : "must be given"),
    ...platforms.map((verdicts) => verdictOn(field, paths, verdicts)),
  ];
}

/** What is true of all the fields in an object is said of the object; else they say it themselves. */
function verdictOn(field: FieldDoc, paths: readonly string[], verdicts: Verdicts): string {
  const found = verdictsAt(verdicts, paths);
  const [only] = found;
  if (only !== undefined && found.length === 1) return words(only);
  const inner = specNamed(field);
  return inner === undefined ? "as its fields" : `see [${inner}](#${inner.toLowerCase()})`;
}

function words({ verdict, reason }: Verdict): string {
  return reason === undefined ? verdict : `${verdict}: ${reason}`;
}

function row(columns: readonly string[]): string {
  return `| ${columns.map((column) => column.replaceAll("|", "\\|")).join(" | ")} |`;
}
