import ts from "typescript";

/** A type or a property as Pulumi's package schema has it. */
export type SchemaType = Readonly<Record<string, unknown>>;

/** An interface as an object type of the schema. */
export interface SchemaObject {
  readonly description: string;
  readonly properties: Readonly<Record<string, SchemaType>>;
  readonly required: readonly string[];
}

/** What names a type of the same file. */
type Reference = (name: string) => SchemaType;

/** What the schema does not take apart: unions of objects, and what Muelle checks when it arrives. */
const ANY: SchemaType = { $ref: "pulumi.json#/Any" };

/** What is a function, which another language cannot hand over. */
const FUNCTIONS: ReadonlySet<string> = new Set(["transform"]);

const PRIMITIVES: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.StringKeyword, "string"],
  [ts.SyntaxKind.NumberKeyword, "number"],
  [ts.SyntaxKind.BooleanKeyword, "boolean"],
]);

/**
 * Reads the interfaces of a TypeScript file as object types. Types of other files become anything.
 *
 * @param token - the schema's name for an interface
 */
export function schemaOfTypes(
  fileName: string,
  text: string,
  token: (name: string) => string,
): ReadonlyMap<string, SchemaObject> {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
  const interfaces = source.statements.filter(ts.isInterfaceDeclaration);
  const names = new Set(interfaces.map(({ name }) => name.text));
  const refer: Reference = (name) =>
    names.has(name) ? { type: "object", $ref: `#/types/${token(name)}`, plain: true } : ANY;
  return new Map(interfaces.map((each) => [each.name.text, objectOf(each, source, refer)]));
}

function objectOf(node: ts.InterfaceDeclaration, source: ts.SourceFile, refer: Reference): SchemaObject {
  const fields = node.members.flatMap((member) => {
    if (!ts.isPropertySignature(member) || member.type === undefined) return [];
    const name = member.name.getText(source);
    if (FUNCTIONS.has(name)) return [];
    const property = { ...typeOf(member.type, source, refer), description: descriptionOf(member) };
    return [{ name, property, required: member.questionToken === undefined }];
  });
  return {
    description: descriptionOf(node),
    properties: Object.fromEntries(fields.map(({ name, property }) => [name, property])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
  };
}

/** The structure is plain; what a resource may compute is what the types mark as `pulumi.Input`. */
function typeOf(node: ts.TypeNode, source: ts.SourceFile, refer: Reference): SchemaType {
  const primitive = PRIMITIVES.get(node.kind);
  if (primitive !== undefined) return { type: primitive, plain: true };
  if (ts.isTypeOperatorNode(node)) return typeOf(node.type, source, refer);
  if (ts.isArrayTypeNode(node))
    return { type: "array", items: typeOf(node.elementType, source, refer), plain: true };
  if (ts.isUnionTypeNode(node)) return node.types.every(isText) ? { type: "string", plain: true } : ANY;
  if (!ts.isTypeReferenceNode(node)) return ANY;
  const name = node.typeName.getText(source);
  const [first, second] = node.typeArguments ?? [];
  if (name === "Readonly" && first !== undefined) return typeOf(first, source, refer);
  if (name === "Record" && second !== undefined)
    return { type: "object", additionalProperties: typeOf(second, source, refer), plain: true };
  if (name === "pulumi.Input" && first !== undefined) return withoutPlain(typeOf(first, source, refer));
  return refer(name);
}

function withoutPlain(type: SchemaType): SchemaType {
  return Object.fromEntries(Object.entries(type).filter(([key]) => key !== "plain"));
}

function isText(node: ts.TypeNode): boolean {
  return ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal);
}

function descriptionOf(node: ts.Node): string {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const tag = doc?.tags?.find(({ tagName }) => tagName.text === "default");
  const text = ts.getTextOfJSDocComment(doc?.comment) ?? "";
  const byDefault = tag === undefined ? undefined : ts.getTextOfJSDocComment(tag.comment);
  const sentences = byDefault === undefined ? [text] : [text, `Default: ${byDefault.replace(/^- /, "")}`];
  return sentences
    .map((each) => each.replaceAll(/\s+/g, " ").trim())
    .filter((each) => each !== "")
    .join(" ");
}
