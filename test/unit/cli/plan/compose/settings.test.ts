import { describe, expect, it } from "vitest";
import { plannedContainers } from "../../../../../cli/plan/compose/container.ts";
import { settingsOf } from "../../../../../cli/plan/compose/settings.ts";
import { translateSettings } from "../../../../../components/docker/translate/settings.ts";
import { normalisedService } from "../../../../support/builders.ts";

describe("the settings of a container in a plan's compose file", () => {
  it("are those that the service has", () => {
    const service = normalisedService({
      hostname: "shop",
      tty: true,
      stdinOpen: true,
      groupAdd: ["audio"],
      extraHosts: { db: "192.0.2.1" },
      dns: ["192.0.2.53"],
      dnsSearch: ["shop.example"],
      dnsOpt: ["ndots:2"],
      shmSize: "128m",
      ulimits: { nofile: { soft: 1, hard: 2 } },
      sysctls: { "net.core.somaxconn": "1024" },
      healthcheck: { disable: true },
    });
    const [container] = plannedContainers([
      {
        type: "docker:index/container:Container",
        name: "shop-web-1",
        urn: "urn:pulumi:dev::shop::docker:index/container:Container::shop-web-1",
        inputs: { image: "web", labels: [], ...translateSettings(service) },
        secrets: [],
        options: {
          parent: undefined,
          dependsOn: [],
          deleteBeforeReplace: undefined,
          replaceOnChanges: [],
          ignoreChanges: [],
          aliases: [],
          additionalSecretOutputs: [],
          retainOnDelete: false,
          protect: false,
        },
      },
    ]);
    expect(container && settingsOf(container.inputs)).toEqual({
      hostname: "shop",
      tty: true,
      stdin_open: true,
      group_add: ["audio"],
      extra_hosts: ["db=192.0.2.1"],
      dns: ["192.0.2.53"],
      dns_search: ["shop.example"],
      dns_opt: ["ndots:2"],
      shm_size: "128m",
      ulimits: { nofile: { soft: 1, hard: 2 } },
      sysctls: { "net.core.somaxconn": "1024" },
    });
  });
});
