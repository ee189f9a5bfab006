import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Value } from "../../../../../tools/airgap/providers/kit/index.ts";
import type { Manifest } from "../../../../../tools/airgap/providers/kubernetes/manifest/manifest.ts";
import {
  formatPath,
  parsePath,
} from "../../../../../tools/airgap/providers/kubernetes/manifest/property-path.ts";
import { prune } from "../../../../../tools/airgap/providers/kubernetes/manifest/prune.ts";
import { withoutNulls } from "../../../../../tools/airgap/providers/kubernetes/manifest/without-nulls.ts";
import { compare } from "../../../../../tools/airgap/providers/kubernetes/plan/compare.ts";

/** Keys as manifests have them, those of lists with keys among them. */
const key = fc.constantFrom(
  "spec",
  "name",
  "containers",
  "env",
  "ports",
  "port",
  "value",
  "data",
  "a.b/c",
  "limits",
);

const { value } = fc.letrec<{ value: Value; map: Manifest }>((tie) => ({
  value: fc.oneof(
    { depthSize: "medium" },
    fc.constantFrom<Value>("a", "b", "1", "1000m", "1Gi", 1, 2, true, false),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("map"),
  ),
  map: fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
}));
const manifest = fc
  .dictionary(key, value, { maxKeys: 4, noNullPrototype: true })
  .map((rest): Manifest => ({ ...withoutNulls(rest), apiVersion: "v1", kind: "Service" }));

describe("whatever is in an object", () => {
  it("it does not differ from itself", () => {
    fc.assert(
      fc.property(manifest, (it) => {
        expect(compare(it, it, it)).toStrictEqual([]);
        expect(prune(it, it)).toStrictEqual(it);
      }),
    );
  });

  it("it differs from another one unless they are the same for the API, and then stays as it was", () => {
    fc.assert(
      fc.property(manifest, manifest, (one, other) => {
        const differs = compare(one, one, other).length > 0;
        if (!differs) expect(compare(one, other, other)).toStrictEqual([]);
      }),
    );
  });

  it("drift shows in the difference as long as it shows in the inputs", () => {
    fc.assert(
      fc.property(manifest, manifest, (given, live) => {
        const inputs = prune(live, given);
        // What a refresh put into the state, compared with the program that still says what it said.
        const seen = compare(inputs, live, given);
        if (seen.length === 0) expect(compare(given, live, given)).toStrictEqual([]);
      }),
    );
  });

  it("its paths are read as they are written", () => {
    const step = fc.oneof(
      fc.string({ minLength: 1 }).filter((text) => !text.includes("\\")),
      fc.nat(99),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1 }), (path) => {
        expect(parsePath(formatPath(path))).toStrictEqual(path);
      }),
    );
  });
});
