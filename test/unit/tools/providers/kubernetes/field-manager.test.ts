import { describe, expect, it } from "vitest";
import type { Properties } from "../../../../../tools/airgap/providers/kit/index.ts";
import {
  fieldManagerOf,
  outputsOf,
  takeOver,
} from "../../../../../tools/airgap/providers/kubernetes/resource/field-manager.ts";
import { leaveIgnored } from "../../../../../tools/airgap/providers/kubernetes/resource/ignored.ts";
import { deployment } from "./manifests.ts";

const MANAGER = "pulumi-kubernetes-12345678";

function entry(manager: string, operation: string, fieldsV1: Properties, rest: Properties = {}): Properties {
  return { manager, operation, apiVersion: "apps/v1", fieldsType: "FieldsV1", fieldsV1, ...rest };
}

function owned(...managedFields: readonly Properties[]) {
  return { ...deployment({}, { replicas: 5 }), metadata: { name: "web", namespace: "shop", managedFields } };
}

const IMAGE = { "f:spec": { "f:image": {} } };
const REPLICAS = { "f:spec": { "f:replicas": {} } };

describe("the name under which fields are applied", () => {
  it("is made once and kept", () => {
    const name = fieldManagerOf(deployment(), {});
    expect(name).toMatch(/^pulumi-kubernetes-[0-9a-f]{8}$/);
    expect(fieldManagerOf(deployment(), outputsOf(deployment(), name))).toBe(name);
  });

  it("is what the annotation says", () => {
    const annotations = { "pulumi.com/patchFieldManager": "me" };
    const manifest = { ...deployment(), metadata: { name: "web", annotations } };
    expect(fieldManagerOf(manifest, { __fieldManager: MANAGER })).toBe("me");
  });
});

describe("taking over the fields of an object", () => {
  it("makes those of the creation the manager's own", () => {
    expect(takeOver(owned(entry("pulumi-kubernetes", "Update", IMAGE)), MANAGER)).toStrictEqual([
      entry(MANAGER, "Apply", IMAGE),
    ]);
  });

  it("takes kubectl's too, and joins all of them", () => {
    const live = owned(
      entry(MANAGER, "Apply", IMAGE),
      entry("kubectl-edit", "Update", REPLICAS),
      entry("kubectl-client-side-apply", "Update", { "f:metadata": {} }),
    );
    expect(takeOver(live, MANAGER)).toStrictEqual([
      entry(MANAGER, "Apply", { "f:spec": { "f:image": {}, "f:replicas": {} }, "f:metadata": {} }),
    ]);
  });

  it("leaves controllers and subresources what they have", () => {
    const controller = entry("kube-controller-manager", "Update", REPLICAS);
    const scaled = entry("kubectl", "Update", REPLICAS, { subresource: "scale" });
    const live = owned(controller, scaled, entry("pulumi-kubernetes", "Update", IMAGE));
    expect(takeOver(live, MANAGER)).toStrictEqual([controller, scaled, entry(MANAGER, "Apply", IMAGE)]);
  });

  it("is not needed where the manager owns its fields already", () => {
    expect(takeOver(owned(entry(MANAGER, "Apply", IMAGE)), MANAGER)).toBeUndefined();
  });
});

describe("fields whose changes are ignored", () => {
  const wanted = deployment({}, { replicas: 2 });

  it("are left to others who own them", () => {
    const live = owned(entry("kube-controller-manager", "Update", REPLICAS), entry(MANAGER, "Apply", IMAGE));
    expect(leaveIgnored(wanted, live, MANAGER, ["spec.replicas"])).toStrictEqual(deployment());
  });

  it("are applied as they are now where the manager owns them as well", () => {
    const live = owned(
      entry("kube-controller-manager", "Update", REPLICAS),
      entry(MANAGER, "Apply", REPLICAS),
    );
    expect(leaveIgnored(wanted, live, MANAGER, ["spec.replicas"])).toStrictEqual(
      deployment({}, { replicas: 5 }),
    );
  });

  it("are applied as the program says where the object has none, and in lists", () => {
    const live = { metadata: {} };
    expect(
      leaveIgnored(wanted, live, MANAGER, ["spec.replicas", "spec.template.spec.containers[0].image"]),
    ).toBe(wanted);
  });
});

describe("the outputs of an object", () => {
  it("are the live object without who owns what and without kubectl's copy of it", () => {
    const live = {
      ...deployment(),
      metadata: {
        name: "web",
        managedFields: [entry(MANAGER, "Apply", IMAGE)],
        annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{}", a: "b" },
      },
    };
    expect(outputsOf(live, MANAGER)).toStrictEqual({
      ...deployment(),
      metadata: { name: "web", annotations: { a: "b" } },
      __fieldManager: MANAGER,
      __initialApiVersion: "apps/v1",
    });
  });

  it("have the SDK's names for what has dashes in a definition", () => {
    const schema = { "x-kubernetes-list-type": "set", properties: { "x-other": {} } };
    const definition = {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      spec: { schema },
    };
    expect(outputsOf(definition, MANAGER)["spec"]).toStrictEqual({
      schema: { x_kubernetes_list_type: "set", properties: { "x-other": {} } },
    });
  });
});
