import { build } from "./build.ts";
import type { Codec } from "./codec.ts";
import {
  always,
  listOf,
  mapOf,
  object,
  oneOrMore,
  orNothing,
  orShort,
  texts,
  textOrTexts,
} from "./collections.ts";
import { command, healthTest } from "./command.ts";
import { containerFields, nameForm, namesOr } from "./container.ts";
import { ports } from "./mounts.ts";
import { deploy } from "./resources.ts";
import { duration, flag, keptFlag, keptInteger, oneOf, text, textOrNumber } from "./scalars.ts";
import { variables } from "./variables.ts";

/** Whether health is tested, and how. */
const healthcheck = object({
  test: healthTest,
  interval: duration,
  timeout: duration,
  retries: keptInteger,
  start_period: duration,
  start_interval: duration,
  disable: flag,
});

const conditions = ["service_started", "service_healthy", "service_completed_successfully"] as const;

const dependency = object({ condition: oneOf(conditions), restart: flag, required: keptFlag }, ["condition"]);

const hookFields = { command, user: text, privileged: flag, working_dir: text, environment: variables };
const hook = object(hookFields);

const watch = object(
  {
    path: text,
    action: oneOf(["rebuild", "sync", "restart", "sync+restart", "sync+exec"]),
    target: text,
    exec: always(hook, { command: null }),
    include: textOrTexts,
    ignore: textOrTexts,
    initial_sync: flag,
  },
  ["path", "action"],
);

/** An option of a provider may be given several times. */
const repeated: Codec<readonly string[]> = oneOrMore({
  read: (node, reading) =>
    node.kind === "scalar" && node.value !== null
      ? node.text
      : reading.fail(node, "must be a string, a number or a boolean"),
  write: (value) => value,
});

const workloadFields = {
  ...containerFields,
  build,
  depends_on: namesOr(dependency, { condition: "service_started", required: true }),
  expose: listOf(textOrNumber),
  healthcheck,
  ports,
  profiles: texts,
  stdin_open: flag,
  tty: flag,
} as const;

/**
 * A service.
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md
 */
export const service = object({
  ...workloadFields,
  attach: keptFlag,
  container_name: text,
  deploy,
  develop: orNothing(object({ watch: listOf(watch) })),
  extends: orShort(object({ service: text, file: text }, ["service"]), (name) => ({
    ok: true,
    value: { service: name },
  })),
  external_links: texts,
  links: texts,
  post_start: listOf(hook),
  pre_start: listOf(object({ ...containerFields, per_replica: flag })),
  pre_stop: listOf(hook),
  provider: object({ type: text, options: mapOf(repeated) }, ["type"]),
  restart: text,
  scale: keptInteger,
});

const schedule = orShort(
  object(
    {
      cron: text,
      timezone: text,
      concurrency: oneOf(["forbid", "queue"]),
      missed_fires: oneOf(["one", "skip"]),
    },
    ["cron"],
  ),
  (cron) => ({ ok: true, value: { cron } }),
);

/** A job: a container that runs when something triggers it. */
export const job = object(
  { ...workloadFields, triggers: object({ manual: keptFlag, schedule: listOf(schedule) }) },
  ["triggers"],
);

export const services = mapOf(service, nameForm, "a name of a service");
export const jobs = mapOf(job, nameForm, "a name of a job");
