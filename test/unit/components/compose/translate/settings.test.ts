import { describe, expect, it } from "vitest";
import { defineApplication } from "../../../../../components/application/index.ts";
import { application, webOf } from "../../../../support/compose-project.ts";

describe("what surrounds the process", () => {
  it("is as written", () => {
    expect(
      webOf(`
image: app
tty: true
stdin_open: true
hostname: shop
group_add: [44, audio]
extra_hosts: ["db:192.0.2.1", "host.docker.internal:host-gateway"]
dns: 192.0.2.53
dns_search: [shop.example]
dns_opt: ["ndots:2"]
shm_size: 128m
ulimits: {nproc: 10, nofile: {soft: 1, hard: 2}}
sysctls: {net.core.somaxconn: 1024}
security_opt: ["no-new-privileges:true"]
healthcheck: {disable: true}`),
    ).toEqual({
      image: "app",
      init: false,
      capDrop: [],
      restart: "no",
      lifetime: "server",
      tty: true,
      stdinOpen: true,
      hostname: "shop",
      groupAdd: ["44", "audio"],
      extraHosts: { db: ["192.0.2.1"], "host.docker.internal": ["host-gateway"] },
      dns: ["192.0.2.53"],
      dnsSearch: ["shop.example"],
      dnsOpt: ["ndots:2"],
      shmSize: "128m",
      ulimits: { nproc: 10, nofile: { soft: 1, hard: 2 } },
      sysctls: { "net.core.somaxconn": "1024" },
      healthcheck: { disable: true },
      deploy: { resources: { limits: { cpus: "none", memory: "none" } } },
    });
  });

  it("includes all names by which others reach a service", () => {
    const { spec } = application({
      "compose.yaml": `
services:
  my_db: {image: db, container_name: shop_db, networks: {default: {aliases: [data]}}}
  web: {image: web, links: ["my_db:database"]}`,
    });
    expect(spec.services["my-db"]?.aliases).toEqual(["data", "database", "shop_db", "my_db"]);
    expect(defineApplication(spec).services.map(({ name }) => name)).toEqual(["my-db", "web"]);
  });
});
