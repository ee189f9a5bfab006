import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../../../components/compose/index.ts";
import { folder, load } from "../../../support/compose-project.ts";

describe("canonicalJson", () => {
  it("writes a project as `docker compose config --format json` does", () => {
    const loaded = load({
      "compose.yaml": `
x-note: costs $$5
services:
  web:
    image: web
    build: .
    init: false
    tty: false
    shm_size: 64m
    stop_grace_period: 90s
    extra_hosts: {b: 2.2.2.2, a: "::1"}
    ports: ["8080:80"]
    volumes: ["./site:/site", "data:/data"]
    env_file: web.env
    configs: [{source: site, mode: 0440}]
    secrets: [key]
    deploy: {resources: {limits: {cpus: "0.10"}}}
volumes: {data: {}}
configs: {site: {content: hello}}
secrets: {key: {environment: KEY}}
`,
      "web.env": "PRICE='$5'\n",
    });
    expect(canonicalJson(loaded)).toEqual({
      name: "shop",
      "x-note": "costs $$5",
      services: {
        web: {
          image: "web",
          build: { context: folder, dockerfile: "Dockerfile" },
          command: null,
          entrypoint: null,
          init: false,
          shm_size: "67108864",
          stop_grace_period: "1m30s",
          extra_hosts: ["a=::1", "b=2.2.2.2"],
          ports: [{ mode: "ingress", target: 80, published: "8080", protocol: "tcp" }],
          volumes: [
            { type: "bind", source: `${folder}/site`, target: "/site", bind: {} },
            { type: "volume", source: "data", target: "/data", volume: {} },
          ],
          environment: { PRICE: "$$5" },
          configs: [{ source: "site", mode: "0440" }],
          secrets: [{ source: "key", target: "/run/secrets/key" }],
          deploy: { resources: { limits: { cpus: 0.1 } }, placement: {} },
          networks: { default: null },
        },
      },
      networks: { default: { name: "shop_default", ipam: {} } },
      volumes: { data: { name: "shop_data" } },
      configs: { site: { name: "shop_site", content: "hello" } },
      secrets: { key: { name: "shop_key", environment: "KEY" } },
    });
  });
});
