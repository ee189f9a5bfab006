import type { ApplicationModel, Fault } from "../application/index.ts";
import { buildFaults } from "./build-faults.ts";
import { imageSource } from "./service-images.ts";

/** Everything that is wrong with an application's builds and can be seen before they start. */
export function imageFaults(application: ApplicationModel): Fault[] {
  return application.services.flatMap(({ path, build }) => {
    if (build === undefined) return [];
    // Secrets without a value have a fault of their own.
    const source = { ...imageSource(build, {}), secrets: {} };
    return [...buildFaults(source, `${path}.build`)];
  });
}
