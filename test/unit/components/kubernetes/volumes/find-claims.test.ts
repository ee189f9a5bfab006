import { describe, expect, it } from "vitest";
import type { VolumeSpec } from "../../../../../components/application/index.ts";
import type { KubernetesSettings } from "../../../../../components/kubernetes/settings.ts";
import type { ClaimFacts } from "../../../../../components/kubernetes/volumes/claim-facts.ts";
import { findClaims, type FoundClaims } from "../../../../../components/kubernetes/volumes/find-claims.ts";
import { bytesOf } from "../../../../../components/kubernetes/volumes/read-claims.ts";
import { application } from "../../../../support/builders.ts";
import { identity, settings } from "../support.ts";

const GIBIBYTE = 1024 ** 3;

function claim(name: string, rest: Partial<ClaimFacts> = {}): ClaimFacts {
  return {
    name,
    namespace: "shop-prod",
    labels: { "muelle.application": "shop", "muelle.stack": "prod" },
    created: undefined,
    accessModes: ["ReadWriteOnce"],
    storageClass: "standard",
    size: GIBIBYTE,
    ...rest,
  };
}

function find(
  volumes: Readonly<Record<string, VolumeSpec>>,
  claims: readonly ClaimFacts[],
  chosen: Partial<KubernetesSettings> = {},
  isTransformed = false,
): FoundClaims {
  return findClaims({
    application: application({ volumes }),
    identity,
    settings: settings(chosen),
    facts: { claims, expandableClasses: ["fast"], namespaceName: "shop-prod" },
    isTransformed,
  });
}

function messages({ faults }: FoundClaims): readonly string[] {
  return faults.map(({ path, message }) => `${path}: ${message}`);
}

describe("findClaims", () => {
  it("finds a claim by its name, and a renamed volume's by its former one", () => {
    expect(find({ data: {} }, [claim("data")])).toEqual({ found: { data: "data" }, faults: [], losses: [] });
    expect(find({ files: { renamedFrom: "data" } }, [claim("data")]).found).toEqual({ files: "data" });
  });

  it("tells what would be left behind, in other namespaces of the stack as well", () => {
    const result = find({ files: {} }, [claim("data"), claim("files", { namespace: "shop" })]);
    expect(result.losses.map(({ message }) => message)).toEqual([
      "the claim data in the namespace shop-prod (1.0 GiB) is left behind: the application has it no longer",
      "the claim files in the namespace shop (1.0 GiB) is left behind: the application has it no longer",
    ]);
    expect(result.losses[0]?.hint).toBe(
      'Did you mean files? It begins empty, unless you say: volumes: { files: { renamedFrom: "data" } }. ' +
        "If it should stay, keep data in `volumes`. " +
        "If it should go: kubectl --namespace shop-prod delete persistentvolumeclaim data",
    );
  });

  it("refuses a claim of another application, and a former name that there never was", () => {
    const other = claim("data", { labels: { "muelle.application": "other" } });
    expect(messages(find({ data: {} }, [other]))).toEqual([
      "volumes.data: the claim data is in the namespace shop-prod already and belongs to the application other",
    ]);
    expect(messages(find({ data: {}, files: { renamedFrom: "dta" } }, [claim("data")]))).toEqual([
      "volumes.files.renamedFrom: there is no volume dta of this application and stack; there are: data",
    ]);
    expect(messages(find({ files: { renamedFrom: "dta" } }, []))).toEqual([]);
  });

  it("refuses another storage class or access mode than the claim has", () => {
    expect(messages(find({ data: {} }, [claim("data")], { storageClass: "fast" }))).toEqual([
      "muelle:storageClass: the volume data has the storage class standard, not fast",
    ]);
    const volumes = { data: { storageClass: "fast", accessMode: "ReadWriteMany" } } as const;
    expect(messages(find({ data: {} }, [claim("data")], { volumes }))).toEqual([
      "muelle:volumes.data.storageClass: the volume data has the storage class standard, not fast",
      "muelle:volumes.data.accessMode: the volume data has the access mode ReadWriteOnce, not ReadWriteMany",
    ]);
  });

  it("lets a claim grow where its class allows it, and never shrink", () => {
    expect(messages(find({ data: { size: "512m" } }, [claim("data")]))).toEqual([
      "volumes.data.size: the volume data has 1Gi and cannot shrink to 512Mi",
    ]);
    expect(messages(find({ data: { size: "2g" } }, [claim("data")]))).toEqual([
      "volumes.data.size: the volume data has 1Gi and cannot grow to 2Gi: its storage class standard does not allow it",
    ]);
    expect(find({ data: { size: "2g" } }, [claim("data", { storageClass: "fast" })]).faults).toEqual([]);
  });

  it("leaves to a transform what a claim asks for", () => {
    expect(find({ data: { size: "512m" } }, [claim("data")], {}, true).faults).toEqual([]);
  });
});

describe("bytesOf", () => {
  it.each([
    ["1Gi", GIBIBYTE],
    ["1.5Ki", 1536],
    ["2G", 2e9],
    ["7", 7],
    ["1e3", undefined],
    [undefined, undefined],
  ])("reads %s", (quantity, bytes) => {
    expect(bytesOf(quantity)).toBe(bytes);
  });
});
