import { readdirSync, readFileSync } from "node:fs";
import { eventually } from "./eventually.ts";

/** The kernel's sign of an address of which it does not know yet whether somebody else has it. */
const TENTATIVE = 0x40;

/**
 * Waits until this machine's network interfaces have the addresses that they are going to have. A container that
 * starts brings an interface, which gets an address a second or two later, and Chrome then breaks off every request
 * that it has under way (ERR_NETWORK_CHANGED), also those to this very machine.
 */
export async function settledNetwork(): Promise<void> {
  await eventually(() => {
    const addresses = linesOf("/proc/net/if_inet6").map((line) => {
      const [, , , , flags = "", name = ""] = line.split(/\s+/);
      return { name, tentative: (Number.parseInt(flags, 16) & TENTATIVE) !== 0 };
    });
    const waiting =
      addresses.length === 0
        ? []
        : interfacesWithAddress().filter(
            (name) => addresses.find((address) => address.name === name)?.tentative !== false,
          );
    if (waiting.length > 0) throw new Error(`without an address yet: ${waiting.join(", ")}`);
    return Promise.resolve();
  });
}

/** The interfaces of containers and their networks that get an address of IPv6 by themselves. */
function interfacesWithAddress(): string[] {
  return readdirSync("/sys/class/net").filter(
    (name) =>
      /^(?:veth|br-)/.test(name) &&
      linesOf(`/sys/class/net/${name}/operstate`)[0] === "up" &&
      linesOf(`/proc/sys/net/ipv6/conf/${name}/disable_ipv6`)[0] === "0",
  );
}

/** The lines of a file of the kernel; none where there is no such file, as on other systems than Linux. */
function linesOf(file: string): string[] {
  try {
    return readFileSync(file, "utf8").trim().split("\n");
  } catch {
    return [];
  }
}
