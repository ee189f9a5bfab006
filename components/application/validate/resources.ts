import type { Resources } from "../application-model.ts";
import { formatSize } from "../size.ts";
import { forEachService, type Rule } from "./facts.ts";

/** Docker starts no container with less. */
const LEAST_MEMORY = 6 * 1024 ** 2;

/** Limits that a replica can start with, and that hold what it is promised. */
export const resources: Rule = forEachService(({ path, service }, { faults }) => {
  const { limits, reservations } = service.deploy.resources;
  const at = `${path}.deploy.resources`;
  if (limits.memory < LEAST_MEMORY) {
    faults.add(
      `${at}.limits.memory`,
      `${formatSize(limits.memory)} is less than ${formatSize(LEAST_MEMORY)}, the least that Docker starts a container with`,
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
