import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { describeViolation, type PolicyResult, unusedExceptions } from "../../../../policies/index.ts";
import { composeFiles } from "../../../../cli/plan/compose/compose-file.ts";
import { manifests } from "../../../../cli/plan/manifests.ts";
import { makePlan, type Plan } from "../../../../cli/plan/plan.ts";
import { savedForm } from "../../../../cli/plan/saved-plan.ts";
import { UNKNOWN } from "../../../support/mocks.ts";
import { summary } from "../../../../cli/plan/summary.ts";

const APPLICATIONS = ["photos", "notes", "predict", "replicas", "gunicorn", "multiprocess"];

interface ComposeService {
  readonly image?: string;
  readonly build?: { readonly context: string };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly deploy?: { readonly replicas: number };
  readonly restart?: string;
  readonly secrets?: readonly { readonly source: string; readonly target: string }[];
  readonly volumes?: readonly { readonly type: string; readonly source: string; readonly target: string }[];
}

interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly stringData?: Readonly<Record<string, string>>;
}

/** A plan is data that nobody changes, so that one serves all tests that ask for the same. */
const plans = new Map<string, Promise<Plan>>();

function planOf(application: string, more: Readonly<Record<string, string>> = {}): Promise<Plan> {
  const config = {
    "muelle:platform": "kubernetes",
    "muelle:application": application,
    "muelle:toolbox": "busybox:1.37-musl",
    ...more,
  };
  const key = JSON.stringify(config);
  const plan = plans.get(key) ?? makePlan("prod", config);
  plans.set(key, plan);
  return plan;
}

function composed({ docker }: Plan): { file: ComposeFile; files: Readonly<Record<string, string>> } {
  const files = composeFiles(docker.resources, "plan", { program: process.cwd(), folder: "/plan" });
  return { file: parse(files["compose.yaml"] ?? "") as ComposeFile, files };
}

function documents({ kubernetes }: Plan): Manifest[] {
  return parseAllDocuments(manifests(kubernetes.resources)).map((each) => each.toJS() as Manifest);
}

describe("a plan", () => {
  it("breaks no rule with any of the applications, and needs every exception", async () => {
    const results: PolicyResult[] = [];
    for (const application of APPLICATIONS) {
      const { docker, kubernetes } = await planOf(application);
      results.push(docker.policies, kubernetes.policies);
    }
    expect(results.flatMap(({ violations }) => violations.map(describeViolation))).toEqual([]);
    expect(unusedExceptions(results)).toEqual([]);
  });

  it("refuses what the stack's own platform refuses, and only tells of the other's refusal", async () => {
    const port = { "muelle:port": "many" };
    await expect(planOf("photos", port)).rejects.toThrow("muelle:port: expected a port");
    const nowhere = { "muelle:platform": "docker", "muelle:ingress": "tunnel" };
    const { docker, kubernetes } = await planOf("photos", nowhere);
    expect(kubernetes.refusal).toContain("muelle:ingress");
    expect(docker.resources.length).toBeGreaterThan(10);
  });

  it("knows all of an application that depends on nothing else", async () => {
    for (const application of APPLICATIONS)
      expect(JSON.stringify(await planOf(application)), application).not.toContain(UNKNOWN);
  });

  it("needs no value of a secret, and has none", async () => {
    const plan = await planOf("photos", { "muelle:secrets": '{"db_password":"planted-4711"}' });
    const { files } = composed(plan);
    const written = [...Object.values(files), manifests(plan.kubernetes.resources), summary(plan, undefined)];
    expect(written.join("\n")).not.toMatch(/planted-4711|cGxhbnRlZC00NzEx/);
    expect(JSON.stringify(savedForm(plan))).not.toMatch(/planted-4711|cGxhbnRlZC00NzEx/);
  });
});

describe("the compose file of a plan", () => {
  it("has replicas, start order, builds and secrets as Compose says them", async () => {
    const { file } = composed(await planOf("photos"));
    const { web, worker } = file.services;
    expect(web).toMatchObject({
      build: { context: expect.stringMatching(/applications\/photos$/) as string },
      deploy: { replicas: 2 },
      depends_on: {
        db: { condition: "service_healthy" },
        queue: { condition: "service_healthy" },
        prober: { condition: "service_completed_successfully" },
      },
      secrets: [{ source: "db_password", target: "/run/secrets/db_password" }],
    });
    expect(worker?.deploy).toEqual({ replicas: 3 });
    expect(file.secrets).toEqual({ db_password: { file: "./secrets/db_password" } });
    expect(file.services["photos-web-files"]).toBeUndefined();
  });

  it("waits for what runs to its end", async () => {
    const { file } = composed(await planOf("notes"));
    expect(file.services["api"]?.depends_on?.["migrate"]).toEqual({
      condition: "service_completed_successfully",
    });
    expect(file.services["migrate"]?.restart).toBe("on-failure");
  });

  it("brings nginx its configuration in files, with one name for all replicas", async () => {
    const { file, files } = composed(await planOf("photos"));
    expect(Object.keys(files)).toEqual([
      "compose.yaml",
      "load-balancer/nginx.conf",
      "load-balancer/servers/web-8000-http.conf",
      "load-balancer/servers/web-8000-http.second.conf",
    ]);
    expect(files["load-balancer/servers/web-8000-http.conf"]).toMatch(/^server web:8000 resolve [^\n]*\n$/);
    expect(file.services["load-balancer"]).toMatchObject({
      depends_on: { web: { condition: "service_healthy" } },
      volumes: [
        { type: "volume", source: "prober" },
        { type: "bind", source: "./load-balancer", target: "/etc/nginx/muelle/current" },
      ],
    });
  });

  it("keeps replicas apart of which each has a port of its own", async () => {
    const { file, files } = composed(await planOf("replicas"));
    expect(Object.keys(file.services)).toEqual(expect.arrayContaining(["web-1", "web-10"]));
    expect(files["load-balancer-ports/servers/web-6010-tcp.conf"]).toMatch(/^server web-10:\d+ resolve/);
  });
});

describe("the manifests of a plan", () => {
  it("come in an order in which they can be created, each with a name", async () => {
    const objects = documents(await planOf("photos"));
    const kinds = [...new Set(objects.map(({ kind }) => kind))];
    expect(kinds.slice(0, 3)).toEqual(["Namespace", "NetworkPolicy", "ServiceAccount"]);
    expect(kinds.indexOf("Secret")).toBeLessThan(kinds.indexOf("StatefulSet"));
    expect(objects.filter(({ metadata: { name } }) => !/^[a-z0-9.-]+$/.test(name))).toEqual([]);
  });

  it("name what Pulumi would name anew by its content, wherever it is named", async () => {
    const plan = await planOf("notes");
    const text = manifests(plan.kubernetes.resources);
    const names = documents(plan).flatMap(({ kind, metadata }) => (kind === "Secret" ? [metadata.name] : []));
    expect(names).toHaveLength(3);
    const used = [...text.matchAll(/secretName: (\S+)/g)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(names.sort());
  });

  it("name secrets instead of telling them, and name images by their content", async () => {
    const plan = await planOf("photos");
    const secrets = documents(plan).filter(({ kind }) => kind === "Secret");
    expect(secrets.map(({ stringData }) => stringData)).toEqual([
      { db_password: "[secret db_password]" },
      { db_password: "[secret db_password]" },
    ]);
    expect(manifests(plan.kubernetes.resources)).toMatch(
      /image: registry\.example\/photos\/web:[0-9a-f]{16}\n/,
    );
  });
});

describe("the summary of a plan", () => {
  it("says what changes since an earlier one", async () => {
    const before = savedForm(await planOf("photos"));
    const plan = await planOf("photos", {
      "muelle:services": '{"worker":{"replicas":5},"web":{"environment":{"PROBE":"1"}}}',
    });
    const text = summary(plan, before);
    expect(text).toContain("## Plan of photos, stack prod (Kubernetes)");
    expect(text).toContain("+ docker:index/container:Container photos-worker-5");
    expect(text).toContain("~ kubernetes:apps/v1:Deployment photos-worker-pods");
    expect(text).toContain("    spec.replicas: 3 -> 5");
  });

  it("says that nothing changes where nothing does", async () => {
    const plan = await planOf("notes");
    expect(summary(plan, savedForm(plan)).match(/Nothing changes\./g)).toHaveLength(2);
  });
});
