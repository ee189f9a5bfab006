import { Document, Scalar } from "yaml";
import type { PlannedService } from "./planned-services.ts";

/** Name of the file that takes out of the compose file what older engines do not know. */
export const OLDER_ENGINES_FILE = "compose.before-docker-25.yaml";

const HEAD = ` Docker Engine knows start_interval since version 25, and Compose refuses it before. With this file beside it,
 health is looked at often all the time:
 docker compose -f compose.yaml -f ${OLDER_ENGINES_FILE} up`;

/** A further compose file for engines before version 25. */
export function olderEnginesFile(services: readonly PlannedService[]): string {
  const document = new Document({
    services: Object.fromEntries(
      services
        .filter(({ service }) => "healthcheck" in service)
        .map(({ name }) => [name, { healthcheck: { interval: "2s", start_interval: reset() } }]),
    ),
  });
  document.commentBefore = HEAD;
  return document.toString();
}

/** Compose's sign that a value of the file before is to be taken out. */
function reset(): Scalar {
  const nothing = new Scalar(null);
  nothing.tag = "!reset";
  return nothing;
}
