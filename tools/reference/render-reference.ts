import type { Fidelity } from "../../components/application/fidelity.ts";
import type { FieldDoc, InterfaceDoc } from "./read-interfaces.ts";

/** What a platform makes of a service's fields. */
export type ServiceFidelity = Readonly<
  Record<string, Pick<Fidelity, "verdict"> & { readonly reason?: string }>
>;

/** The reference of the application model, as Markdown. */
export function renderReference(
  interfaces: readonly InterfaceDoc[],
  platforms: Readonly<Record<string, ServiceFidelity>>,
): string {
  return [
    "# Reference: the application model",
    "",
    "Made from the doc comments of `components/application/spec.ts` and from the fidelity tables of both platforms by",
    "`npm run reference`; changes belong there.",
    "",
    ...interfaces.flatMap((doc) => section(doc, doc.name === "ServiceSpec" ? platforms : {})),
  ].join("\n");
}

function section(doc: InterfaceDoc, platforms: Readonly<Record<string, ServiceFidelity>>): string[] {
  const names = Object.keys(platforms);
  const head = ["field", "type", "meaning", "default", ...names];
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
          ...doc.fields.map((field) => row(cells(field, platforms))),
          "",
        ]),
  ];
}

function cells(field: FieldDoc, platforms: Readonly<Record<string, ServiceFidelity>>): string[] {
  const { name, type, optional, text, byDefault } = field;
  return [
    `\`${name}\``,
    `\`${type}\``,
    text,
    byDefault ?? (optional ? "" : "must be given"),
    ...Object.values(platforms).map((fidelity) => verdictOn(fidelity[name])),
  ];
}

function verdictOn(fidelity: ServiceFidelity[string] | undefined): string {
  // Files of variables are read before either platform sees them.
  if (fidelity === undefined || fidelity.verdict === "exact") return "exact";
  return `${fidelity.verdict}: ${fidelity.reason ?? ""}`;
}

function row(columns: readonly string[]): string {
  return `| ${columns.map((column) => column.replaceAll("|", "\\|")).join(" | ")} |`;
}
