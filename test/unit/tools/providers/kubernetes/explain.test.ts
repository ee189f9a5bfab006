import { describe, expect, it } from "vitest";
import {
  alreadyExists,
  comesLater,
  isConflict,
  toApiError,
} from "../../../../../tools/airgap/providers/kubernetes/cluster/api-error.ts";
import { whyThere } from "../../../../../tools/airgap/providers/kubernetes/await/why-there.ts";
import { propagationPolicy } from "../../../../../tools/airgap/providers/kubernetes/resource/delete.ts";
import { explain } from "../../../../../tools/airgap/providers/kubernetes/resource/explain.ts";
import { deployment, object } from "./manifests.ts";

function answer(code: number, reason: string, message: string) {
  return toApiError(code, JSON.stringify({ kind: "Status", code, reason, message }));
}

describe("an error of the API server", () => {
  it("says what was tried with which object, and the server's reason", () => {
    const error = answer(422, "Invalid", "spec.replicas: Invalid value: -1");
    expect(explain("create", deployment(), error).message).toBe(
      "cannot create apps/v1/Deployment shop/web: spec.replicas: Invalid value: -1",
    );
  });

  it("says what to do about an object that is there already", () => {
    const error = answer(409, "AlreadyExists", 'deployments.apps "web" already exists');
    expect(alreadyExists(error)).toBe(true);
    expect(isConflict(error)).toBe(false);
    expect(explain("create", deployment(), error).message).toBe(
      'cannot create apps/v1/Deployment shop/web: deployments.apps "web" already exists\n' +
        "It is in the cluster already. Take it into the stack with `pulumi import`, give the resource another name, " +
        "or delete the object; if the resource was renamed in the program, give it an alias.",
    );
  });

  it("says what to do about a field that others own", () => {
    const error = answer(
      409,
      "Conflict",
      'Apply failed with 1 conflict: conflict with "hpa": .spec.replicas',
    );
    expect(explain("update", deployment(), error).message).toContain(
      'take it over with the annotation pulumi.com/patchForce: "true"',
    );
  });

  it("may be that the namespace, or its account, comes a moment later", () => {
    expect(comesLater(answer(404, "NotFound", 'namespaces "shop" not found'))).toBe(true);
    expect(
      comesLater(
        answer(403, "Forbidden", 'error looking up service account: serviceaccount "default" not found'),
      ),
    ).toBe(true);
    expect(comesLater(answer(403, "Forbidden", "exceeded quota"))).toBe(false);
  });

  it("is readable where the answer is no JSON", () => {
    expect(toApiError(502, "<html>Bad Gateway</html>").message).toBe("<html>Bad Gateway</html>");
    expect(toApiError(500, "").message).toBe("HTTP status 500");
  });

  it("never shows a Secret's values, as they are or encoded", () => {
    const secret = object("v1", "Secret", { stringData: { a: "geheim" }, data: { b: "dmVyYm9yZ2Vu" } });
    const error = answer(422, "Invalid", "geheim Z2VoZWlt verborgen dmVyYm9yZ2Vu");
    expect(explain("create", secret, error).message).toBe(
      "cannot create v1/Secret shop/it: [secret] [secret] [secret] [secret]",
    );
  });
});

describe("an object that does not go", () => {
  it("says which finalizers it waits for", () => {
    expect(whyThere({ metadata: { finalizers: ["kubernetes.io/pvc-protection"] } })).toBe(
      "it waits for its finalizers: kubernetes.io/pvc-protection",
    );
    expect(whyThere({ metadata: {} })).toBe("it has not ended yet");
  });

  it("says what is left in a namespace", () => {
    const conditions = [
      {
        type: "NamespaceContentRemaining",
        status: "True",
        reason: "SomeResourcesRemain",
        message: "pods. has 1",
      },
      { type: "NamespaceDeletionDiscoveryFailure", status: "False", message: "fine" },
    ];
    expect(whyThere({ spec: { finalizers: ["kubernetes"] }, status: { conditions } })).toBe(
      "[SomeResourcesRemain] pods. has 1",
    );
  });
});

describe("what becomes of the objects that belong to a deleted one", () => {
  const annotated = (policy: string) => ({
    ...deployment(),
    metadata: { name: "web", annotations: { "pulumi.com/deletionPropagationPolicy": policy } },
  });

  it("is that they go first, unless the annotation says otherwise", () => {
    expect(propagationPolicy(deployment())).toBe("Foreground");
    expect(propagationPolicy(annotated("background"))).toBe("Background");
    expect(propagationPolicy(annotated("orphan"))).toBe("Orphan");
  });

  it("rejects what is no policy", () => {
    expect(() => propagationPolicy(annotated("later"))).toThrow(
      "pulumi.com/deletionPropagationPolicy: expected one of foreground, background, orphan, not later",
    );
  });
});
