import type { ApplicationSpec } from "../../../../components/index.ts";

/** The test writes its own faults into the copy of this file. */
export const application: ApplicationSpec = { name: "faulty", services: {} };
