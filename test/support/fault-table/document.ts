import { cpus, totalmem } from "node:os";
import { renderTable } from "./render.ts";
import type { Row } from "./row.ts";

/** The first day on which the real providers and a current engine were measured. */
const REAL_PROVIDERS = "2026-11-27";

/** The page about all rows. */
export function documentOf(rows: readonly Row[]): string {
  const older = rows.some(({ day = "" }) => day < REAL_PROVIDERS);
  const unknownRate = rows.some(({ requests, rate }) => requests !== undefined && rate === undefined);
  const processor = `${cpus().length} x ${cpus()[0]?.model ?? "unknown"}`;
  return `${[
    "# Updates and faults, tried",
    "",
    "Written by `npm run test:faults`. Requests come at a fixed rate (`a second`), half of them on connections that are",
    "kept, GET and POST, some of which last two seconds; a WebSocket and a stream are held open. Latency counts from when",
    "a request should have been sent. 0 failed of n requests bounds the rate of failures at 3/n.",
    ...(unknownRate ? ["A dash: the rate of an older row was not kept."] : []),
    "",
    `Measured on ${processor}, ${Math.round(totalmem() / 1024 ** 3)} GiB, which clients, load balancer, replicas and`,
    "`pulumi up` share.",
    ...(older
      ? [
          "",
          `Rows of before ${REAL_PROVIDERS} were measured on Docker Engine 20.10 and with the stand-ins that there were then`,
          "for Pulumi's providers.",
        ]
      : []),
    "",
    renderTable(rows).trimEnd(),
  ].join("\n")}\n`;
}
