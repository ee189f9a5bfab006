import { constants } from "node:os";
import type { ServiceSpec } from "../../application/spec.ts";
import { looksSecret, passwordInUrl } from "../../application/validate/secrets-in-clear.ts";
import { formatDuration } from "../../application/duration.ts";
import type { ComposeService } from "../model/compose-file.ts";
import type { Context, Subject } from "./context.ts";
import { given, unlessEmpty } from "./given.ts";

/** The process of a service: its command, its variables, who it runs as, and how it ends. */
export function processOf(subject: Subject, context: Context): Partial<ServiceSpec> {
  const { service } = subject;
  const environment = environmentOf(subject, context);
  const secret = [...secretsOf(subject, environment, context), ...secretArgsOf(subject, context)];
  return given({
    ...commandOf(subject, context),
    workingDir: service.working_dir === "" ? undefined : service.working_dir,
    environment: unlessEmpty(environment),
    notSecret: unlessEmpty([...new Set(secret)]),
    user: service.user === "" ? undefined : service.user,
    allowRoot: isRoot(service.user) ? true : undefined,
    init: service.init ?? false,
    readOnly: service.read_only === true ? true : undefined,
    capAdd: capabilities(service.cap_add),
    // What an image starts as root with, to prepare its files and then to become somebody else.
    capDrop: capabilities(service.cap_drop) ?? [],
    stopGracePeriod:
      service.stop_grace_period === undefined
        ? undefined
        : formatDuration(Math.ceil(service.stop_grace_period)),
    stopSignal: signalOf(service.stop_signal),
    labels: unlessEmpty({ ...service.labels }),
  });
}

/** An entrypoint that is empty is none, not even the image's: the program is the first word of the command. */
function commandOf(
  { service: { command, entrypoint }, at }: Subject,
  { report }: Context,
): Pick<ServiceSpec, "command" | "entrypoint"> {
  const isCleared = entrypoint !== undefined && entrypoint.join("") === "";
  const [program, ...rest] = command ?? [];
  if (isCleared && program !== undefined) return given({ entrypoint: [program], command: unlessEmpty(rest) });
  if (isCleared)
    report.say([...at, "entrypoint"], {
      verdict: "refused",
      reason: "is empty, and there is no `command` that says what runs instead of the image's entrypoint",
      hint: "leave it out, or write the program",
    });
  else if (command?.length === 0 && entrypoint === undefined)
    report.say([...at, "command"], {
      verdict: "refused",
      reason: "is empty: the image's own command cannot be taken away",
      hint: "leave it out, or write the program in `entrypoint`",
    });
  return given({
    entrypoint: isCleared ? undefined : entrypoint,
    command: command === undefined ? undefined : unlessEmpty(command),
  });
}

function environmentOf({ service, at }: Subject, { report }: Context): Readonly<Record<string, string>> {
  const values: [string, string][] = [];
  for (const [name, value] of Object.entries(service.environment ?? {})) {
    if (value !== null) values.push([name, value]);
    else
      report.say([...at, "environment", name], {
        verdict: "approximated",
        reason: "has no value in the environment, so it is left out",
        hint: `write ${name}=value, or set it where Pulumi runs`,
      });
  }
  return Object.fromEntries(values);
}

/** The variables that look like secrets, each of which is said. */
function secretsOf(
  { at }: Subject,
  environment: Readonly<Record<string, string>>,
  { report }: Context,
): readonly string[] {
  return Object.entries(environment).flatMap(([name, value]) => {
    const reason = reasonOf(name, value);
    if (reason === undefined) return [];
    const hint = `declare it below \`secrets\`, and name its file in ${name}_FILE where the image can read one`;
    report.say([...at, "environment", name], { verdict: "secret", reason, hint });
    return [name];
  });
}

function secretArgsOf({ service, at }: Subject, { report }: Context): readonly string[] {
  return Object.entries(service.build?.args ?? {}).flatMap(([name, value]) => {
    const reason = reasonOf(name, value ?? "");
    if (reason === undefined) return [];
    const hint = "declare it below `secrets`, and list it in `build.secrets`: an argument stays in the image";
    report.say([...at, "build", "args", name], { verdict: "secret", reason, hint });
    return [name];
  });
}

function reasonOf(name: string, value: string): string | undefined {
  if (passwordInUrl(value)) return "has a password in its URL, in clear";
  return looksSecret(name, value) ? "looks like a secret in clear" : undefined;
}

function isRoot(user: string | undefined): boolean {
  return user !== undefined && /^(?:root|0+)(?::|$)/.test(user);
}

function capabilities(names: ComposeService["cap_add"]): readonly string[] | undefined {
  return names?.map((name) => name.toUpperCase().replace(/^CAP_/, ""));
}

/** A signal by its whole name, whatever way it is written. */
function signalOf(signal: string | undefined): string | undefined {
  if (signal === undefined || signal === "") return undefined;
  const numbered = Object.entries(constants.signals).find(([, number]) => String(number) === signal);
  if (numbered !== undefined) return numbered[0];
  const upper = signal.toUpperCase();
  return upper.startsWith("SIG") ? upper : `SIG${upper}`;
}
