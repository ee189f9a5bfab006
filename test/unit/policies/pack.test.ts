import type { PolicyResource, StackValidationArgs } from "@pulumi/policy";
import { describe, expect, it } from "vitest";
import { stackPolicy } from "../../../policies/pack.ts";
import { rules } from "../../../policies/index.ts";

function resource(name: string, props: Record<string, unknown>): PolicyResource {
  return {
    type: "docker:index/container:Container",
    name,
    urn: `urn:pulumi:dev::muelle::docker:index/container:Container::${name}`,
    props,
    opts: {
      protect: false,
      ignoreChanges: [],
      deleteBeforeReplace: false,
      aliases: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
      additionalSecretOutputs: [],
    },
    dependencies: [],
    propertyDependencies: {},
    isType: () => false,
    asType: () => undefined,
  };
}

function stackOf(...resources: PolicyResource[]): StackValidationArgs {
  return {
    resources,
    stackTags: new Map(),
    getConfig: unexpected,
    notApplicable: unexpected,
  };
}

function unexpected(): never {
  throw new Error("no rule asks for that");
}

async function reported(id: string, ...resources: PolicyResource[]): Promise<[string, string | undefined][]> {
  const rule = rules.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`there is no rule ${id}`);
  const found: [string, string | undefined][] = [];
  await stackPolicy(rule).validateStack(stackOf(...resources), (message, urn) => found.push([message, urn]));
  return found;
}

describe("stackPolicy", () => {
  it("reports what breaks its rule with the resource, why it matters and what to do", async () => {
    const web = resource("web", { privileged: true, securityOpts: ["no-new-privileges:true"] });
    const fine = resource("api", { securityOpts: ["no-new-privileges:true"] });
    const [violation, ...others] = await reported("no-privileged", web, fine);
    expect(others).toEqual([]);
    expect(violation?.[0]).toMatch(/^web: the container is privileged \[no-privileged: .* To mend it: /);
    expect(violation?.[1]).toBe(web.urn);
  });

  it("keeps to the exceptions", async () => {
    expect(await reported("limits", resource("photos-load-balancer-container", { memory: 256 }))).toEqual([]);
  });

  it("has a name that Pulumi takes, for each rule", () => {
    for (const rule of rules) expect(stackPolicy(rule).name).toMatch(/^[a-zA-Z0-9-_.]{1,100}$/);
  });
});
