import ts from "typescript";

/** One field of an interface, as its doc comment tells it. */
export interface FieldDoc {
  /** With the names of the objects that it is in: `resources.limits`. */
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly text: string;
  /** As the comment says it: `"30s"`, or `none` in words; undefined where it says nothing. */
  readonly byDefault: string | undefined;
}

/** An exported interface, or a type that is one of several objects. */
export interface InterfaceDoc {
  readonly name: string;
  readonly text: string;
  readonly fields: readonly FieldDoc[];
}

/** Reads the exported interfaces of a TypeScript file, in their order, with their doc comments. */
export function readInterfaces(fileName: string, text: string): readonly InterfaceDoc[] {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement): InterfaceDoc[] => {
    if (ts.isInterfaceDeclaration(statement))
      return [
        { ...docOf(statement), name: statement.name.text, fields: fieldsOf(statement.members, source) },
      ];
    if (!ts.isTypeAliasDeclaration(statement) || !isExported(statement)) return [];
    const fields = objectsIn(statement.type).flatMap(({ members }) => fieldsOf(members, source));
    return [{ ...docOf(statement), name: statement.name.text, fields: unique(fields) }];
  });
}

function isExported(statement: ts.TypeAliasDeclaration): boolean {
  return statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

/** The objects that a type is one of, or all of. */
function objectsIn(type: ts.TypeNode): readonly ts.TypeLiteralNode[] {
  if (ts.isTypeLiteralNode(type)) return [type];
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return type.types.flatMap(objectsIn);
  return [];
}

function fieldsOf(members: ts.NodeArray<ts.TypeElement>, source: ts.SourceFile, prefix = ""): FieldDoc[] {
  return members.flatMap((member): FieldDoc[] => {
    if (!ts.isPropertySignature(member) || member.type === undefined) return [];
    const name = `${prefix}${member.name.getText(source)}`;
    const { text, byDefault } = docOf(member);
    const inner = objectsIn(member.type);
    const type = inner.length === 0 ? oneLine(member.type.getText(source)) : "object";
    const own: FieldDoc = { name, type, optional: member.questionToken !== undefined, text, byDefault };
    return [own, ...inner.flatMap((object) => fieldsOf(object.members, source, `${name}.`))];
  });
}

/** Fields of several objects by the same name are one field: what one says of it is said of all. */
function unique(fields: readonly FieldDoc[]): FieldDoc[] {
  const byName = new Map<string, FieldDoc>();
  for (const field of fields) {
    const known = byName.get(field.name);
    if (known === undefined) byName.set(field.name, field);
    else
      byName.set(field.name, {
        ...known,
        type: [...new Set([...known.type.split(" | "), field.type])].join(" | "),
        text: known.text === "" ? field.text : known.text,
        byDefault: known.byDefault ?? field.byDefault,
      });
  }
  return [...byName.values()];
}

function docOf(node: ts.Node): Pick<FieldDoc, "text" | "byDefault"> {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const tag = doc?.tags?.find(({ tagName }) => tagName.text === "default");
  const byDefault = tag === undefined ? undefined : oneLine(ts.getTextOfJSDocComment(tag.comment) ?? "");
  return {
    text: oneLine(ts.getTextOfJSDocComment(doc?.comment) ?? ""),
    // A hyphen marks words, as JSDoc has it; without one it is a value.
    byDefault: byDefault?.replace(/^- /, ""),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
