import { describe, expect, it } from "vitest";
import { load } from "../../../support/compose-project.ts";

/** The service `web` of two files, of which the second is merged over the first. */
function merged(base: string, over: string) {
  const texts = {
    "compose.yaml": `services: {web: {image: web, ${base}}}\nvolumes: {data: {}}\n`,
    "compose.override.yaml": `services: {web: {${over}}}\n`,
  };
  return load(texts).model.services?.web;
}

describe("a file over another", () => {
  it("replaces what is one value", () => {
    expect(merged("user: a", "user: b")?.user).toBe("b");
    expect(merged("command: a b", "command: c")?.command).toEqual(["c"]);
    expect(merged("healthcheck: {test: a, retries: 1}", "healthcheck: {test: b}")?.healthcheck).toEqual({
      test: ["CMD-SHELL", "b"],
      retries: 1,
    });
  });

  it("merges maps and lists of variables by their names", () => {
    expect(merged("environment: {A: 1, B: 1}", "environment: [B=2, C=2]")?.environment).toEqual({
      A: "1",
      B: "2",
      C: "2",
    });
    expect(merged("labels: [a=1]", "labels: {b: 2}")?.labels).toEqual({ a: "1", b: "2" });
  });

  it("appends lists, each entry once", () => {
    expect(merged("dns: 1.1.1.1", "dns: [1.1.1.1, 2.2.2.2]")?.dns).toEqual(["1.1.1.1", "2.2.2.2"]);
  });

  it("lets a port and a mount take the place of the one before", () => {
    expect(
      merged('ports: ["80:80", "81:81"]', 'ports: [{target: 80, published: "80", mode: host}]')?.ports,
    ).toEqual([
      { target: 80, published: "80", protocol: "tcp", mode: "host" },
      { target: 81, published: "81", protocol: "tcp", mode: "ingress" },
    ]);
    expect(merged('volumes: ["data:/a"]', 'volumes: ["/b:/a"]')?.volumes).toEqual([
      { type: "bind", source: "/b", target: "/a", bind: { create_host_path: true } },
    ]);
  });

  it("keeps the options of a logging driver only under the same driver", () => {
    const base = "logging: {driver: local, options: {max-size: 1m}}";
    expect(merged(base, "logging: {options: {max-file: 2}}")?.logging).toEqual({
      driver: "local",
      options: { "max-size": "1m", "max-file": "2" },
    });
    expect(merged(base, "logging: {driver: syslog}")?.logging).toEqual({ driver: "syslog" });
  });

  it("takes away with !reset and replaces with !override", () => {
    const web = merged(
      'ports: ["80:80"], environment: {A: 1}',
      'ports: !override ["81:81"], environment: !reset {}',
    );
    expect(web?.ports?.map(({ target }) => target)).toEqual([81]);
    expect(web?.environment).toBeUndefined();
  });

  it("may be a document of the same file", () => {
    const { model } = load({
      "compose.yaml": "services: {web: {image: a}}\n---\nservices: {web: {image: b}}\n",
    });
    expect(model.services?.web?.image).toBe("b");
  });
});
