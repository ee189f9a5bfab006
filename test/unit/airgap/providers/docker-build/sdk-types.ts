import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const SDK = join(import.meta.dirname, "../../../../../node_modules/@pulumi/docker-build");

/** A field as the SDK's types declare it. */
export interface SdkField {
  readonly name: string;
  readonly required: boolean;
  /** The argument type that the field takes, for example `CacheFromArgs`. */
  readonly of: string | undefined;
  /** Whether it takes one of that, a list of them, or a map. */
  readonly many: "list" | "map" | undefined;
  /** The field's doc comment on one line. */
  readonly doc: string;
}

/** The version of the SDK that is installed. */
export function sdkVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(SDK, "package.json"), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest)
    return String(manifest.version);
  throw new Error("the SDK's package.json has no version");
}

/** The fields of an interface, or the outputs of a class, in a declaration file of the SDK. */
export function sdkFields(file: "image.d.ts" | "types/input.d.ts", name: string): readonly SdkField[] {
  const declaration = declarationOf(file, name);
  return declaration.members.filter(isField).map((member) => ({
    name: member.name.getText(),
    required: member.questionToken === undefined,
    ...typeOf(member),
    doc: docOf(member),
  }));
}

/** What the SDK says of a class or an interface as a whole. */
export function sdkDoc(file: "image.d.ts", name: string): string {
  return docOf(declarationOf(file, name));
}

function declarationOf(file: string, name: string): ts.ClassDeclaration | ts.InterfaceDeclaration {
  const found = parsed(file)
    .statements.filter(
      (statement) => ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement),
    )
    .find((statement) => statement.name?.text === name);
  if (found === undefined) throw new Error(`the SDK declares no ${name} in ${file}`);
  return found;
}

const files = new Map<string, ts.SourceFile>();

function parsed(file: string): ts.SourceFile {
  const known = files.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(join(SDK, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  files.set(file, source);
  return source;
}

function isField(member: ts.Node): member is ts.PropertyDeclaration | ts.PropertySignature {
  return ts.isPropertyDeclaration(member) || ts.isPropertySignature(member);
}

function typeOf(member: ts.PropertyDeclaration | ts.PropertySignature): Pick<SdkField, "of" | "many"> {
  const found: { of?: string; many?: "list" | "map" } = {};
  const visit = (node: ts.Node): void => {
    if (ts.isArrayTypeNode(node)) found.many = "list";
    if (ts.isIndexSignatureDeclaration(node)) found.many = "map";
    if (ts.isQualifiedName(node) && node.left.getText() === "inputs") found.of = node.right.text;
    ts.forEachChild(node, visit);
  };
  visit(member);
  return { of: found.of, many: found.many };
}

function docOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .map((comment) => comment.getText())
    .join(" ")
    .replaceAll(/^\s*\/?\*+\/?/gm, " ")
    .replaceAll(/\s+/g, " ");
}
