import type { types } from "@pulumi/kubernetes";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { visible, type Properties } from "../../../tools/airgap/providers/kit/index.ts";
import type { Plugin } from "../support/plugin.ts";
import { TestNamespace } from "./support/namespace.ts";

const CONFIG_MAP = "kubernetes:core/v1:ConfigMap";
const SECRET = "kubernetes:core/v1:Secret";
const SERVICE = "kubernetes:core/v1:Service";
const ROLE = "kubernetes:rbac.authorization.k8s.io/v1:Role";
const HTTP_ROUTE = "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute";

describe("objects of the kubernetes stand-in", () => {
  let namespace: TestNamespace;
  let plugin: Plugin;

  beforeAll(async () => {
    namespace = await TestNamespace.create();
    plugin = await namespace.plugin();
  });
  afterAll(async () => {
    plugin.stop();
    await namespace.remove();
  });

  /** A headless Service, which nobody waits for. */
  function service(name: string, port: number, rest: Properties = {}): Properties {
    const spec = {
      clusterIP: "None",
      ports: [{ port, name: "http" }],
      selector: { app: name },
    } satisfies types.input.core.v1.ServiceSpec;
    return { metadata: { name }, spec: { ...spec, ...rest } };
  }

  it("are created, found unchanged, read and deleted", async () => {
    const args: Properties = { data: { a: "1" } };
    const map = await plugin.create(CONFIG_MAP, "settings", args);
    expect(map.id).toMatch(new RegExp(`^${namespace.name}/settings-[0-9a-f]{8}$`));
    expect(visible(map.outputs)).toMatchObject({
      apiVersion: "v1",
      kind: "ConfigMap",
      data: { a: "1" },
      metadata: { namespace: namespace.name, annotations: { "pulumi.com/autonamed": "true" } },
    });
    expect((await plugin.diff(map, args)).changed).toStrictEqual([]);
    expect(await plugin.read(map)).toStrictEqual(map);
    await plugin.delete(map);
    expect(await plugin.read(map)).toBeUndefined();
    await plugin.delete(map);
  });

  it("are not taken over where they are there already", async () => {
    await namespace.kubectl("create", "configmap", "taken");
    await expect(plugin.create(CONFIG_MAP, "taken", { metadata: { name: "taken" } })).rejects.toThrow(
      'configmaps "taken" already exists\nIt is in the cluster already. Take it into the stack with `pulumi import`',
    );
  });

  it("lose what the program no longer says", async () => {
    const labels = { a: "1", b: "2" };
    const web = await plugin.create(SERVICE, "labelled", {
      ...service("labelled", 80),
      metadata: { name: "labelled", labels },
    });
    const news = { ...service("labelled", 81), metadata: { name: "labelled", labels: { a: "1" } } };
    expect((await plugin.diff(web, news)).changed).toStrictEqual(["metadata.labels.b", "spec.ports[0].port"]);
    const updated = await plugin.update(web, news);
    expect(await namespace.field("service/labelled", ".metadata.labels")).toBe('{"a":"1"}');
    expect(await namespace.field("service/labelled", ".spec.ports[*].port")).toBe("81");
    expect((await plugin.diff(updated, news)).changed).toStrictEqual([]);
  });

  it("are not touched by the preview of an update, which the API server checks", async () => {
    const web = await plugin.create(SERVICE, "previewed", service("previewed", 80));
    const { outputs } = await plugin.update(web, service("previewed", 82), { preview: true });
    expect(outputs).toMatchObject({ spec: { ports: [{ port: 82, protocol: "TCP" }] } });
    await expect(plugin.update(web, service("previewed", -1), { preview: true })).rejects.toThrow(
      "must be between 1 and 65535",
    );
    expect(await namespace.field("service/previewed", ".spec.ports[0].port")).toBe("80");
  });

  it("show drift, and get it put back", async () => {
    const args = service("drifted", 80);
    const web = await plugin.create(SERVICE, "drifted", args);
    const patch = '[{"op": "replace", "path": "/spec/ports/0/port", "value": 99}]';
    await namespace.kubectl("patch", "service", "drifted", "--type=json", `--patch=${patch}`);
    await namespace.kubectl("label", "service", "drifted", "seen=yes");
    const read = await plugin.read(web);
    expect(read?.inputs).toMatchObject({ spec: { ports: [{ port: 99 }] } });
    if (read === undefined) throw new Error("it is gone");
    expect((await plugin.diff(read, args)).changed).toStrictEqual(["spec.ports[0].port"]);
    await plugin.update(read, args);
    expect(await namespace.field("service/drifted", ".spec.ports[0].port")).toBe("80");
  });

  it("are not fought over: a field that another manager applies is a conflict, unless it is forced", async () => {
    const args = service("shared", 80);
    const first = await plugin.create(SERVICE, "shared", args);
    const web = await plugin.update(first, { ...args, metadata: { name: "shared", labels: { a: "1" } } });
    const theirs = `{"apiVersion":"v1","kind":"Service","metadata":{"name":"shared","labels":{"a":"theirs"}}}`;
    await namespace.kubectl(
      "patch",
      "service",
      "shared",
      "--type=strategic",
      "--field-manager=operator",
      `--patch=${theirs}`,
    );
    const news = { ...args, metadata: { name: "shared", labels: { a: "2" } } };
    await expect(plugin.update(web, news)).rejects.toThrow(
      /conflict with "operator".*: \.metadata\.labels\.a\nSomebody else owns a field/s,
    );
    const annotations = { "pulumi.com/patchForce": "true" };
    await plugin.update(web, { ...news, metadata: { name: "shared", labels: { a: "2" }, annotations } });
    expect(await namespace.field("service/shared", ".metadata.labels.a")).toBe("2");
  });

  it("leave a field whose changes are ignored to who owns it", async () => {
    const args = service("scaled", 80, { sessionAffinity: "None" });
    const web = await plugin.create(SERVICE, "scaled", args);
    const theirs = '{"spec":{"publishNotReadyAddresses":true}}';
    await namespace.kubectl("patch", "service", "scaled", "--field-manager=operator", `--patch=${theirs}`);
    const news = service("scaled", 81, { sessionAffinity: "None", publishNotReadyAddresses: false });
    await plugin.update(web, news, { ignoreChanges: ["spec.publishNotReadyAddresses"] });
    expect(await namespace.field("service/scaled", ".spec.publishNotReadyAddresses")).toBe("true");
    expect(await namespace.field("service/scaled", ".spec.ports[0].port")).toBe("81");
  });

  it("are imported whole", async () => {
    await namespace.kubectl("create", "configmap", "foreign", "--from-literal=a=1");
    const imported = {
      type: CONFIG_MAP,
      name: "foreign",
      id: `${namespace.name}/foreign`,
      inputs: {},
      outputs: {},
    };
    const map = await plugin.read(imported);
    expect(map?.inputs).toStrictEqual({
      apiVersion: "v1",
      kind: "ConfigMap",
      data: { a: "1" },
      metadata: { name: "foreign", namespace: namespace.name },
    });
    if (map === undefined) throw new Error("it is gone");
    expect(
      (await plugin.diff(map, { metadata: { name: "foreign" }, data: { a: "1" } })).changed,
    ).toStrictEqual([]);
  });

  it("of custom kinds are objects as all others", async () => {
    const spec = (port: number) => ({
      parentRefs: [{ name: "gate" }],
      rules: [{ backendRefs: [{ name: "web", port }] }],
    });
    const args = (port: number): Properties => ({ metadata: { name: "route" }, spec: spec(port) });
    const route = await plugin.create(HTTP_ROUTE, "route", args(80));
    expect((await plugin.diff(route, args(80))).changed).toStrictEqual([]);
    await plugin.update(route, args(81));
    expect(await namespace.field("httproute/route", ".spec.rules[0].backendRefs[0].port")).toBe("81");
    await expect(
      plugin.create(HTTP_ROUTE, "broken", { metadata: { name: "broken" }, spec: { rules: 1 } }),
    ).rejects.toThrow("spec.rules");
  });

  it("of any group are found", async () => {
    const rule = {
      apiGroups: [""],
      resources: ["pods"],
      verbs: ["get"],
    } satisfies types.input.rbac.v1.PolicyRule;
    const role = await plugin.create(ROLE, "reader", { rules: [rule] });
    expect(await namespace.field(`role/${role.id.split("/")[1] ?? ""}`, ".rules[0].verbs[0]")).toBe("get");
  });

  it("of the type Secret keep their values to themselves", async () => {
    const secret = await plugin.create(SECRET, "password", { stringData: { password: "geheim-1" } });
    expect((await plugin.diff(secret, { stringData: { password: "geheim-1" } })).changed).toStrictEqual([]);
    const { changed, replaces, deleteBeforeReplace } = await plugin.diff(secret, {
      stringData: { password: "geheim-2" },
    });
    expect({ changed, replaces, deleteBeforeReplace }).toStrictEqual({
      changed: ["stringData.password"],
      replaces: ["stringData.password"],
      deleteBeforeReplace: false,
    });
    const invalid = { metadata: { name: "in valid" }, stringData: { password: "geheim-1" } };
    const error = await plugin.create(SECRET, "invalid", invalid).catch(String);
    expect(error).toContain('metadata.name: Invalid value: "in valid"');
    expect(error).not.toContain("geheim");
  });
});
