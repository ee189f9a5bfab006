import { join } from "node:path";
import prettier from "prettier";
import { composeFields, type FieldText } from "../../components/compose/index.ts";

/** Where it is kept, from the project's folder. */
export const COMPOSE_FIELDS = join("docs", "compose-fields.md");

/** The page about every field of Compose files, as it should be kept. */
export async function composeFieldsPage(root: string): Promise<string> {
  const text = [
    "# Compose fields, and what becomes of them",
    "",
    "Made from the tables that Compose files are read with (`components/compose/translate/fields`) by `npm run reference`;",
    "changes belong there. What a platform then makes of a field of the application model is in the",
    "[reference](reference.md).",
    "",
    "A field that is refused is named with its file and line and with what to do; `allow` leaves it out. Keys `x-...` are",
    "left alone, but for `x-muelle` of a service, which holds fields of the application model that Compose does not have.",
    "",
    ...Object.entries(composeFields).flatMap(([title, fields]) => section(title, fields)),
  ].join("\n");
  const target = join(root, COMPOSE_FIELDS);
  return prettier.format(text, { ...(await prettier.resolveConfig(target)), filepath: target });
}

function section(title: string, fields: Readonly<Record<string, FieldText>>): readonly string[] {
  return [
    `## ${title}`,
    "",
    "| field | verdict | what becomes of it | what to do |",
    "| --- | --- | --- | --- |",
    ...Object.keys(fields)
      .toSorted()
      .flatMap((path) => {
        const field = fields[path];
        return field === undefined ? [] : [row(path, field)];
      }),
    "",
  ];
}

function row(path: string, { verdict, text, hint = "", when }: FieldText): string {
  const shown = verdict === "exact" || when === undefined ? verdict : `exact, or ${verdict}`;
  return `| ${[`\`${path}\``, shown, text, hint].map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
