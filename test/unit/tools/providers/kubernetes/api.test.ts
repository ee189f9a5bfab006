import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import * as client from "@kubernetes/client-node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Change } from "../../../../../tools/airgap/providers/kubernetes/await/change.ts";
import { Collection } from "../../../../../tools/airgap/providers/kubernetes/await/collection.ts";
import { Api } from "../../../../../tools/airgap/providers/kubernetes/cluster/api.ts";
import { Kinds } from "../../../../../tools/airgap/providers/kubernetes/cluster/kinds.ts";
import { nameOf } from "../../../../../tools/airgap/providers/kubernetes/manifest/manifest.ts";

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  };
}

/** Breaks the connection without an answer. */
const broken: Answer = (response) => {
  response.destroy();
};

describe("the Kubernetes API", () => {
  let server: Server;
  let api: Api;
  let answers: Answer[];
  let asked: string[];

  beforeEach(async () => {
    answers = [];
    asked = [];
    server = createServer((request, response) => {
      asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
      const answer = answers.shift();
      if (answer !== undefined) answer(response, request);
      // Without a further answer the request stays open, as a watch does on which nothing happens.
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const config = new client.KubeConfig();
    config.loadFromClusterAndUser(
      { name: "a", server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
      { name: "a" },
    );
    api = new Api(config, client);
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const get = () => api.request({ method: "GET", path: "/it" });
  const post = () => api.request({ method: "POST", path: "/it", body: "{}" });

  it("answers with the whole object, and with warnings", async () => {
    const warning = '299 - "a is old", 299 - "b is \\"odd\\""';
    answers.push(json({ kind: "It", unknownField: 1 }, 200, { warning }));
    expect(await get()).toStrictEqual({
      body: { kind: "It", unknownField: 1 },
      warnings: ["a is old", 'b is "odd"'],
    });
  });

  it("is asked again where it is too busy, also to create", async () => {
    answers.push(json({ message: "busy" }, 429), json({ message: "busy" }, 503), json({ kind: "It" }));
    expect((await post()).body).toStrictEqual({ kind: "It" });
    expect(asked).toHaveLength(3);
  });

  it("is asked again where the connection breaks, but only to read", async () => {
    answers.push(broken, json({ kind: "It" }));
    expect((await get()).body).toStrictEqual({ kind: "It" });
    answers.push(broken, json({ kind: "It" }));
    await expect(post()).rejects.toThrow();
    expect(asked).toStrictEqual(["GET /it", "GET /it", "POST /it"]);
  });

  it("says why it refuses, and is not asked again", async () => {
    answers.push(json({ kind: "Status", reason: "Invalid", message: "spec: wrong" }, 422));
    await expect(get()).rejects.toThrow("spec: wrong");
    expect(asked).toHaveLength(1);
  });

  it("is no longer asked once the update is interrupted", async () => {
    const abort = new AbortController();
    answers.push((response, request) => {
      abort.abort(new Error("the update was interrupted"));
      json({ message: "busy" }, 503)(response, request);
    });
    const request = api.request({ method: "GET", path: "/it", signal: abort.signal });
    await expect(request).rejects.toThrow("the update was interrupted");
    expect(asked).toHaveLength(1);
  });

  it("is asked for its kinds once, and again for one that was not there", async () => {
    const resources = [
      { name: "widgets", kind: "Widget", namespaced: true },
      { name: "widgets/scale", kind: "Scale", namespaced: true },
    ];
    answers.push(json({ resources }), json({ resources: [...resources, { name: "gears", kind: "Gear" }] }));
    const kinds = new Kinds(api);
    const widget = { apiVersion: "example.org/v1", kind: "Widget" };
    expect(await kinds.find(widget)).toStrictEqual({ ...widget, plural: "widgets", namespaced: true });
    expect(await kinds.find({ ...widget, kind: "Scale" })).toBeUndefined();
    expect(await kinds.find({ ...widget, kind: "Gear" })).toMatchObject({
      plural: "gears",
      namespaced: false,
    });
    expect(await kinds.find(widget)).toMatchObject({ plural: "widgets" });
    expect(asked).toStrictEqual(["GET /apis/example.org/v1", "GET /apis/example.org/v1"]);
  });

  describe("a collection", () => {
    const served = { apiVersion: "v1", kind: "Pod", plural: "pods", namespaced: true };
    const item = (name: string, phase = "Pending") => ({
      metadata: { name, namespace: "shop" },
      status: { phase },
    });
    const list = (...items: readonly unknown[]) => json({ metadata: { resourceVersion: "7" }, items });

    /** Answers a watch with events and, unless it stays open, ends it. */
    function events(...lines: readonly unknown[]): Answer {
      return (response) => {
        response.writeHead(200, { "content-type": "application/json" });
        for (const line of lines) response.write(`${JSON.stringify(line)}\n`);
        response.end();
      };
    }

    /** Follows the pods until the condition holds. */
    async function followUntil(holds: (collection: Collection) => boolean): Promise<Collection> {
      const change = new Change();
      const collection = new Collection(api, served, { namespace: "shop", labelSelector: "app=web" }, () => {
        change.happened();
      });
      let next = change.next();
      const ended = collection.follow();
      while (!holds(collection)) {
        await next;
        next = change.next();
      }
      collection.stop();
      server.closeAllConnections();
      await ended;
      return collection;
    }

    it("is listed, then watched from there", async () => {
      answers.push(list(item("a")), events({ type: "ADDED", object: item("b") }));
      const { items } = await followUntil((collection) => collection.items.length === 2);
      expect(items.map(nameOf)).toStrictEqual(["a", "b"]);
      expect(items[0]).toMatchObject({ apiVersion: "v1", kind: "Pod" });
      const path = "GET /api/v1/namespaces/shop/pods";
      expect(asked[0]).toBe(`${path}?labelSelector=app%3Dweb`);
      expect(asked[1]).toMatch(/\?watch=true&labelSelector=app%3Dweb&resourceVersion=7$/);
    });

    it("follows changes and removals", async () => {
      answers.push(
        list(item("a"), item("b")),
        events({ type: "MODIFIED", object: item("a", "Running") }, { type: "DELETED", object: item("b") }),
      );
      const { items } = await followUntil((collection) => collection.listed && collection.items.length === 1);
      expect(items[0]).toMatchObject(item("a", "Running"));
    });

    it("is listed anew when the watch ends, or is too old", async () => {
      const expired = { type: "ERROR", object: { kind: "Status", code: 410, reason: "Expired" } };
      answers.push(list(item("a")), events(expired), list(item("b")), events());
      const { items } = await followUntil((collection) =>
        collection.items.some((entry) => nameOf(entry) === "b"),
      );
      expect(items.map(nameOf)).toStrictEqual(["b"]);
    });

    it("says that it may not be seen, and does not ask again", async () => {
      answers.push(json({ reason: "Forbidden", message: "pods is forbidden" }, 403));
      const { listed, problem } = await followUntil((collection) => collection.problem !== "");
      expect(listed).toBe(false);
      expect(problem).toBe("cannot see every Pod: pods is forbidden");
      expect(asked).toHaveLength(1);
    });
  });
});
