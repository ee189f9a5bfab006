import { describe, expect, it } from "vitest";
import { type CheckerException, withoutExceptions } from "../../../../tools/checkers/exceptions.ts";
import { describeFinding, type Finding } from "../../../../tools/checkers/finding.ts";
import {
  readActionlint,
  readCheckov,
  readHadolint,
  readKubeScore,
} from "../../../../tools/checkers/read-output.ts";

describe("what a checker says", () => {
  it("is read from actionlint", () => {
    const output = [
      { message: "undefined variable", filepath: "ci.yml", line: 7, column: 3, kind: "expression" },
    ];
    expect(readActionlint(JSON.stringify(output)).map(describeFinding)).toEqual([
      "actionlint expression: ci.yml:7: undefined variable",
    ]);
    expect(readActionlint("[]")).toEqual([]);
  });

  it("is read from hadolint", () => {
    const output = [{ code: "DL3007", file: "Dockerfile", line: 1, message: "no latest", level: "warning" }];
    expect(readHadolint(JSON.stringify(output)).map(describeFinding)).toEqual([
      "hadolint DL3007: Dockerfile:1: no latest",
    ]);
  });

  it("is read from kube-score, without what is skipped or good", () => {
    const check = { id: "container-resources", comment: "has limits" };
    const comments = [{ path: "web", summary: "no limit of memory", description: "" }];
    const output = [
      {
        object_name: "Deployment/apps/v1/shop/web",
        checks: [
          { check, grade: 1, skipped: false, comments },
          { check, grade: 1, skipped: true, comments },
          { check, grade: 10, skipped: false, comments: null },
          { check, grade: 5, skipped: false, comments: null },
        ],
      },
    ];
    expect(readKubeScore(JSON.stringify(output)).map(describeFinding)).toEqual([
      "kube-score container-resources: Deployment/apps/v1/shop/web web: no limit of memory",
      "kube-score container-resources: Deployment/apps/v1/shop/web: has limits",
    ]);
  });

  it("is read from checkov, be it one report, several, or none", () => {
    const failed = { check_id: "CKV_K8S_1", check_name: "no host", resource: "Pod.a", file_path: "/a.yaml" };
    const report = { results: { failed_checks: [failed], parsing_errors: ["/b.yaml"] } };
    const said = ["checkov CKV_K8S_1: /a.yaml Pod.a: no host", "checkov parsing: /b.yaml: cannot be read"];
    expect(readCheckov(JSON.stringify(report)).map(describeFinding)).toEqual(said);
    expect(readCheckov(JSON.stringify([report, report])).map(describeFinding)).toEqual([...said, ...said]);
    expect(readCheckov(JSON.stringify({ passed: 0, failed: 0 }))).toEqual([]);
  });
});

describe("withoutExceptions", () => {
  const finding: Finding = { checker: "hadolint", check: "DL1", where: "web/Dockerfile:1", message: "no" };
  const exception: CheckerException = { checker: "hadolint", check: "DL1", where: /^web\//, reason: "so" };

  it("excepts a check of a checker in a place, and nothing else", () => {
    const others: Finding[] = [
      { ...finding, check: "DL2" },
      { ...finding, where: "api/Dockerfile:1" },
      { ...finding, checker: "checkov" },
    ];
    expect(withoutExceptions([finding, ...others], [exception])).toEqual({ findings: others, unused: [] });
  });

  it("names exceptions that nothing needs any more", () => {
    expect(withoutExceptions([], [exception])).toEqual({ findings: [], unused: [exception] });
  });
});
