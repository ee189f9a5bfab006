import { MuelleError } from "../../components/index.ts";
import { type RunResult, tryRun } from "../../base/run.ts";
import type { Finding } from "./finding.ts";
import { readActionlint, readCheckov, readHadolint, readKubeScore } from "./read-output.ts";

/** What is looked at; paths below the project's folder. */
export interface CheckedFiles {
  readonly workflows: readonly string[];
  readonly dockerfiles: readonly string[];
  /** Files of manifests. */
  readonly manifests: readonly string[];
}

/** The programs. */
export const CHECKERS = ["actionlint", "hadolint", "kube-score", "checkov"] as const;

/** Checkers end with one of these where they could do their work: nothing found, or something. */
const DONE = [0, 1];

/**
 * Runs every checker over what it knows.
 *
 * @param root - the project's folder
 * @param env - the checkers are on its PATH
 * @throws {MuelleError} where a checker cannot do its work
 */
export async function runCheckers(
  { workflows, dockerfiles, manifests }: CheckedFiles,
  root: string,
  env: NodeJS.ProcessEnv,
): Promise<readonly Finding[]> {
  const output = async (program: string, ...args: readonly string[]): Promise<string> => {
    const result = await tryRun(program, args, { cwd: root, env });
    if (DONE.includes(result.code) && result.stdout !== "") return result.stdout;
    throw failure(program, args, result);
  };
  const checkov = (framework: string, files: readonly string[]): Promise<string> =>
    output(
      "checkov",
      ...["--quiet", "--compact", "--skip-download", "--output", "json", "--framework", framework],
      ...["--file", ...files],
    );
  return [
    ...readActionlint(await output("actionlint", "-format", "{{json .}}", ...workflows)),
    ...readHadolint(await output("hadolint", "--format", "json", ...dockerfiles)),
    ...readKubeScore(
      await output(
        "kube-score",
        ...["score", "--output-format", "json", "--output-version", "v2", ...manifests],
      ),
    ),
    ...readCheckov(await checkov("dockerfile", dockerfiles)),
    ...readCheckov(await checkov("kubernetes", manifests)),
  ];
}

function failure(program: string, args: readonly string[], { code, stderr }: RunResult): MuelleError {
  return new MuelleError("A checker cannot do its work", [
    { path: [program, ...args].join(" "), message: `ended with ${code}\n${stderr}` },
  ]);
}
