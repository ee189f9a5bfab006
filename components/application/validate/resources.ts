import type { Resources } from "../application.ts";
import { formatSize } from "../size.ts";
import { forEachService, type Rule } from "./facts.ts";

/** Docker starts no container with less. */
const leastMemory = 6 * 1024 ** 2;

/** Limits that a replica can start with, and that hold what it is promised. */
export const resources: Rule = forEachService(({ path, service }, { faults }) => {
  const { limits, reservations } = service.deploy.resources;
  const at = `${path}.deploy.resources`;
  if (limits.memory < leastMemory) {
    faults.add(
      `${at}.limits.memory`,
      `${formatSize(limits.memory)} is less than ${formatSize(leastMemory)}, the least that Docker starts a container with`,
    );
  }
  const below = (field: keyof Resources, write: (amount: number) => string) => {
    if (limits[field] >= reservations[field]) return;
    const limit = write(limits[field]);
    const reserved = write(reservations[field]);
    faults.add(`${at}.limits.${field}`, `${limit} is less than the ${reserved} that are reserved`);
  };
  below("cpus", String);
  below("memory", formatSize);
});
