import { describe, expect, it } from "vitest";
import { podResolvConf } from "../../../../../airgap/cluster/host/name-servers.ts";

describe("the resolv.conf of pods", () => {
  it("has the machine's name servers and nothing else of its file", () => {
    const source =
      "# by hand\nsearch example.org\nnameserver 192.0.2.1\nnameserver 2001:db8::1\noptions edns0\n";
    expect(podResolvConf([source])).toBe("nameserver 192.0.2.1\nnameserver 2001:db8::1\n");
  });

  it("takes systemd-resolved's own servers where the first file has its address on loopback only", () => {
    expect(podResolvConf(["nameserver 127.0.0.53\n", "nameserver 192.0.2.1\n"])).toBe(
      "nameserver 192.0.2.1\n",
    );
  });

  it("is empty where no server can be reached from a pod", () => {
    expect(podResolvConf(["nameserver 127.0.0.1\nnameserver ::1\nnameserver ns.example.org\n"])).toBe("");
  });
});
