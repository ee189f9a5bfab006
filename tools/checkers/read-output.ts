import * as v from "valibot";
import type { Finding } from "./finding.ts";

const actionlint = v.array(
  v.object({ message: v.string(), filepath: v.string(), line: v.number(), kind: v.string() }),
);

/** What actionlint says with `-format '{{json .}}'`. */
export function readActionlint(output: string): Finding[] {
  return v.parse(actionlint, JSON.parse(output)).map(({ message, filepath, line, kind }) => ({
    checker: "actionlint",
    check: kind,
    where: `${filepath}:${line}`,
    message,
  }));
}

const hadolint = v.array(
  v.object({ code: v.string(), file: v.string(), line: v.number(), message: v.string() }),
);

/** What hadolint says with `--format json`. */
export function readHadolint(output: string): Finding[] {
  return v.parse(hadolint, JSON.parse(output)).map(({ code, file, line, message }) => ({
    checker: "hadolint",
    check: code,
    where: `${file}:${line}`,
    message,
  }));
}

/** From this grade on, kube-score is content. */
const CONTENT = 10;

const kubeScore = v.array(
  v.object({
    object_name: v.string(),
    checks: v.array(
      v.object({
        check: v.object({ id: v.string(), comment: v.string() }),
        grade: v.number(),
        skipped: v.boolean(),
        comments: v.nullable(v.array(v.object({ path: v.string(), summary: v.string() }))),
      }),
    ),
  }),
);

/** What kube-score says with `--output-format json --output-version v2`. */
export function readKubeScore(output: string): Finding[] {
  return v.parse(kubeScore, JSON.parse(output)).flatMap(({ object_name: object, checks }) =>
    checks
      .filter(({ grade, skipped }) => !skipped && grade < CONTENT)
      .flatMap(({ check: { id, comment }, comments }) =>
        (comments ?? [{ path: "", summary: comment }]).map(({ path, summary }): Finding => ({
          checker: "kube-score",
          check: id,
          where: [object, path].filter((part) => part !== "").join(" "),
          message: summary,
        })),
      ),
  );
}

const checkovReport = v.object({
  results: v.optional(
    v.object({
      failed_checks: v.array(
        v.object({
          check_id: v.string(),
          check_name: v.string(),
          resource: v.string(),
          file_path: v.string(),
        }),
      ),
      parsing_errors: v.optional(v.array(v.string()), []),
    }),
    { failed_checks: [], parsing_errors: [] },
  ),
});

/** What checkov says with `--output json`: one report, or one for each kind of file. */
export function readCheckov(output: string): Finding[] {
  const parsed = v.parse(v.union([v.array(checkovReport), checkovReport]), JSON.parse(output));
  return [parsed].flat().flatMap(({ results }) => [
    ...results.failed_checks.map(
      ({ check_id: check, check_name: message, resource, file_path: file }): Finding => ({
        checker: "checkov",
        check,
        where: `${file} ${resource}`,
        message,
      }),
    ),
    ...results.parsing_errors.map((file): Finding => ({
      checker: "checkov",
      check: "parsing",
      where: file,
      message: "cannot be read",
    })),
  ]);
}
