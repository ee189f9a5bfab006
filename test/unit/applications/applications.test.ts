import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import {
  type ApplicationModel,
  type ApplicationSpec,
  defineApplication,
  fidelityNotes,
} from "../../../components/application/index.ts";
import { dockerFidelity } from "../../../components/docker/index.ts";
import {
  bindFolders,
  imageUsers,
  kubernetesFidelity,
  refusals,
} from "../../../components/kubernetes/index.ts";
import { planOf, settings } from "../components/kubernetes/support.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "..", "applications");

async function load(name: string): Promise<ApplicationModel> {
  const directory = join(FOLDER, name);
  const module = (await import(pathToFileURL(join(directory, "application.ts")).href)) as {
    readonly application: ApplicationSpec;
  };
  return defineApplication(module.application, { directory, loadBalancerPort: 8080 });
}

/** What each service becomes on Docker and on Kubernetes. */
const EXPECTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  gunicorn: { web: "1, start-first, Deployment" },
  multiprocess: { web: "1, start-first, Deployment", supervised: "1, start-first, Deployment" },
  notes: {
    db: "1, stop-first, StatefulSet",
    migrate: "1, start-first, Job",
    api: "3, start-first, Deployment",
  },
  photos: {
    db: "1, stop-first, StatefulSet",
    queue: "1, stop-first, StatefulSet",
    web: "2, start-first, Deployment",
    worker: "3, start-first, Deployment",
  },
  predict: { api: "2, start-first, Deployment" },
  replicas: { web: "10, start-first, Deployment" },
};

const names = readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name, "application.ts")));

describe("the applications", () => {
  it("are all specified here", () => {
    expect(names.toSorted()).toEqual(Object.keys(EXPECTED));
  });

  it.each(names)("%s is named as its folder, and becomes what suits it on both platforms", async (name) => {
    const application = await load(name);
    expect(application.name).toBe(name);
    const services = application.services.map((service): [string, string] => {
      const { deploy } = service;
      const { kind } = planOf(application, service.name);
      return [service.name, `${deploy.replicas}, ${deploy.updateConfig.order}, ${kind}`];
    });
    expect(Object.fromEntries(services)).toEqual(EXPECTED[name]);
  });

  it.each(names)("%s is rejected in nothing, on either platform", async (name) => {
    const application = await load(name);
    const kubernetes = settings({ ingressClass: "traefik" });
    const notes = [
      ...fidelityNotes(application, dockerFidelity),
      ...fidelityNotes(application, kubernetesFidelity(kubernetes, imageUsers(application))),
    ];
    expect(notes.filter(({ verdict }) => verdict === "rejected")).toEqual([]);
    const faults = refusals({
      application,
      identity: { application: name, stack: "prod" },
      namespace: `${name}-prod`,
      settings: kubernetes,
      registry: "registry.example.com/team",
      users: imageUsers(application),
      folders: bindFolders(application),
    });
    expect(faults).toEqual([]);
  });

  it.each(names)("%s holds no secret in its environment", async (name) => {
    const { services } = await load(name);
    const variables = services.flatMap(({ environment }) => Object.keys(environment));
    expect(variables.filter((variable) => /PASSWORD$|SECRET$|TOKEN$|KEY$/.test(variable))).toEqual([]);
  });
});
