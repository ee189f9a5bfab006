import * as pulumi from "@pulumi/pulumi";
import { afterEach, describe, expect, it, vi } from "vitest";
import { IngressController } from "../../../components/kubernetes/index.ts";
import { componentClasses } from "../../support/component-classes.ts";
import { mockPulumi, type RecordedResource } from "../../support/mocks.ts";
import { dockerResources, kubernetesResources, richApplication } from "../../support/rich-application.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

/** Components that are created by tests of their own, and why not here. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "muelle:index:Application": "its one child has the application's own name, as it had when it stood alone",
};

/** Folders whose components are offered by the package's root, which Pulumi calls `index`. */
const OFFERED_BY_THE_ROOT: readonly string[] = ["deploy"];

async function ingressController(): Promise<readonly RecordedResource[]> {
  const recording = await mockPulumi();
  vi.spyOn(pulumi.log, "warn").mockResolvedValue();
  new IngressController("controller");
  return recording.resources();
}

/** Programs that together create every component. */
const PROGRAMS: Readonly<Record<string, () => Promise<readonly RecordedResource[]>>> = {
  "a DockerStack": () => dockerResources(richApplication()),
  "a KubernetesStack": () => kubernetesResources(richApplication(), "ingress"),
  "an IngressController": ingressController,
};

const classes = componentClasses();
const tokens = classes.flatMap(({ token }) => token ?? []);

describe("every component", () => {
  it("is found", () => {
    expect(classes.length).toBeGreaterThan(10);
  });

  it.each(classes)("$file registers with its module and its name", ({ name, file, token }) => {
    const [, folder = ""] = file.split("/");
    const module = OFFERED_BY_THE_ROOT.includes(folder) ? "index" : folder;
    expect(token).toBe(`muelle:${module}:${name}`);
  });

  it("is created by one of the programs below", async () => {
    const created = new Set<string>();
    for (const program of Object.values(PROGRAMS)) for (const { type } of await program()) created.add(type);
    const missing = tokens.filter((token) => !created.has(token) && ELSEWHERE[token] === undefined);
    expect(missing).toEqual([]);
  });
});

describe.each(Object.entries(PROGRAMS))("%s", (_, program) => {
  it("gives each resource but itself a parent, whose name its own begins with", async () => {
    const resources = await program();
    const top = resources.filter(({ options }) => options.parent === undefined);
    expect(top.filter(({ type }) => !tokens.includes(type))).toEqual([]);
    expect(top).toHaveLength(1);
    const parents = new Set(resources.filter(({ type }) => tokens.includes(type)).map(({ name }) => name));
    const wrong = resources.filter(
      ({ name, options: { parent } }) =>
        parent !== undefined && !(parents.has(parent) && name.startsWith(`${parent}-`)),
    );
    expect(wrong.map(({ name, options }) => `${name} of ${options.parent ?? ""}`)).toEqual([]);
  });

  it("tells Pulumi the outputs of every component", async () => {
    // Without a call of its own a component is ended by Pulumi, with no outputs.
    const { resources, told } = await withOutputs(program);
    const components = resources.filter(({ type }) => tokens.includes(type));
    expect(told.filter((outputs) => outputs !== undefined)).toHaveLength(components.length);
  });
});

/** Runs a program, and keeps what its components give to `registerOutputs`, which is protected. */
async function withOutputs(
  program: () => Promise<readonly RecordedResource[]>,
): Promise<{ readonly resources: readonly RecordedResource[]; readonly told: readonly unknown[] }> {
  const { prototype } = pulumi.ComponentResource;
  const register: unknown = Reflect.get(prototype, "registerOutputs");
  if (typeof register !== "function") throw new Error("Pulumi's components register no outputs");
  const told: unknown[] = [];
  const replaceBy = (value: unknown): void => {
    Object.defineProperty(prototype, "registerOutputs", { value, writable: true, configurable: true });
  };
  replaceBy(function (this: unknown, ...given: unknown[]): void {
    told.push(given[0]);
    Reflect.apply(register, this, given);
  });
  try {
    return { resources: await program(), told };
  } finally {
    replaceBy(register);
  }
}
