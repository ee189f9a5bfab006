import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "./documents.ts";

/** A class in components/ that extends Pulumi's ComponentResource, as its source says. */
export interface ComponentClass {
  readonly name: string;
  /** Path below the project's folder. */
  readonly file: string;
  /** What it registers as: the first argument of `super`, undefined where that is no text. */
  readonly token: string | undefined;
}

/** Every source file of the library, with its path below the project's folder. */
export function librarySources(): readonly ts.SourceFile[] {
  return globSync("components/**/*.ts", { cwd: ROOT })
    .sort()
    .map((file) =>
      ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.Latest, true),
    );
}

/** Every component of the library. */
export function componentClasses(): readonly ComponentClass[] {
  return librarySources().flatMap((source) =>
    nodesIn(source)
      .filter(ts.isClassDeclaration)
      .filter((declaration) => extendsComponent(declaration))
      .map((declaration) => ({
        name: declaration.name?.text ?? "",
        file: source.fileName,
        token: tokenOf(declaration),
      })),
  );
}

/** A node and all below it, in their order. */
export function nodesIn(node: ts.Node): readonly ts.Node[] {
  const inner: ts.Node[] = [];
  ts.forEachChild(node, (child) => void inner.push(...nodesIn(child)));
  return [node, ...inner];
}

function extendsComponent({
  heritageClauses = [],
}: {
  readonly heritageClauses?: Iterable<ts.HeritageClause>;
}): boolean {
  return [...heritageClauses].some(({ types }) =>
    types.some(({ expression }) => expression.getText().split(".").at(-1) === "ComponentResource"),
  );
}

function tokenOf(declaration: ts.ClassDeclaration): string | undefined {
  const call = nodesIn(declaration)
    .filter(ts.isCallExpression)
    .find(({ expression }) => expression.kind === ts.SyntaxKind.SuperKeyword);
  const [token] = call?.arguments ?? [];
  return token !== undefined && ts.isStringLiteralLike(token) ? token.text : undefined;
}
