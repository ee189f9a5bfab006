import { describe, expect, it } from "vitest";
import {
  containerSettings,
  podSettings,
  securitySettings,
  sharedMemory,
} from "../../../../../components/kubernetes/translate/settings.ts";
import { normalisedService } from "../../../../support/builders.ts";

describe("the settings of a pod", () => {
  it("are none where the service says nothing", () => {
    const service = normalisedService();
    expect([podSettings(service), securitySettings(service), containerSettings(service)]).toEqual([
      {},
      {},
      {},
    ]);
    expect(sharedMemory(service)).toEqual([]);
  });

  it("are in the cluster's words", () => {
    const service = normalisedService({
      hostname: "shop",
      tty: true,
      stdinOpen: true,
      groupAdd: ["44"],
      extraHosts: { db: "192.0.2.1", store: "192.0.2.1" },
      dnsSearch: ["shop.example"],
      dnsOpt: ["ndots:2", "rotate"],
      shmSize: "128m",
      sysctls: { "net.ipv4.tcp_syncookies": "1", "net.core.somaxconn": "1024" },
    });
    expect(podSettings(service)).toEqual({
      hostname: "shop",
      hostAliases: [{ ip: "192.0.2.1", hostnames: ["db", "store"] }],
      dnsConfig: {
        searches: ["shop.example"],
        options: [{ name: "ndots", value: "2" }, { name: "rotate" }],
      },
    });
    expect(securitySettings(service)).toEqual({
      supplementalGroups: [44],
      sysctls: [{ name: "net.ipv4.tcp_syncookies", value: "1" }],
    });
    expect(containerSettings(service)).toEqual({ tty: true, stdin: true });
    expect(sharedMemory(service)).toEqual([
      {
        volume: { name: "shared-memory", emptyDir: { medium: "Memory", sizeLimit: "128Mi" } },
        mounts: [{ name: "shared-memory", mountPath: "/dev/shm" }],
      },
    ]);
  });
});
