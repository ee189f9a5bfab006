import type { Input } from "@pulumi/pulumi";
import { childPath } from "../structure/path.ts";
import { forEachService, type Rule, type Subject } from "./facts.ts";

const SECRET_WORDS =
  /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|TOKEN|SECRET|KEY|APIKEY|CREDENTIALS?)(?:$|_)|(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|APIKEY)$/;
/** What a name ends with that is about a secret but does not hold it. */
const HARMLESS_ENDS =
  /_(?:FILE|PATH|DIR|ID|NAME|TTL|LENGTH|SIZE|COUNT|HEADER|PREFIX|URL|URI|TIMEOUT|EXPIRY|EXPIRES|ENABLED|TYPE|ALGORITHM)$|(?:^|_)PUBLIC_KEY$/;
const PATH = /^\.{0,2}\/[\w./-]*$/;
const YES_OR_NO = /^(?:|true|false|yes|no|on|off)$/i;
const URL_WITH_PASSWORD = /[a-z][a-z0-9+.-]*:\/\/[^/?#@\s]*:[^/?#@\s]+@/i;

/** Environment and build arguments are seen by whoever sees a container or an image: no place for a secret. */
export const secretsInClear: Rule = forEachService((subject, { faults }) => {
  for (const { place, name, value, advice } of variablesOf(subject)) {
    if (subject.spec.notSecret?.includes(name)) continue;
    // What another resource gives is not known yet; where it is a secret, Pulumi treats it as one.
    if (typeof value !== "string") continue;
    if (passwordInUrl(value)) {
      faults.add(place, `${name} has a password in its URL, in clear`, advice);
    } else if (looksSecret(name, value)) {
      faults.add(place, `${name} looks like a secret in clear`, advice);
    }
  }
});

interface Variable {
  readonly place: string;
  readonly name: string;
  readonly value: Input<string>;
  readonly advice: string;
}

function variablesOf({ path: at, spec, service }: Subject): readonly Variable[] {
  const environment = Object.entries(service.environment).flatMap(([name, variable]) => {
    if (variable.type === "secret") return [];
    const place =
      spec.environment !== undefined && Object.hasOwn(spec.environment, name)
        ? childPath(`${at}.environment`, name)
        : `${at}.envFile`;
    return [{ place, name, value: variable.value, advice: adviceOn(name) }];
  });
  const args = Object.entries(spec.build?.args ?? {}).map(([name, value]) => ({
    place: childPath(`${at}.build.args`, name),
    name,
    value,
    advice: "declare a secret and list it in `build.secrets`; if it is none, list it in `notSecret`",
  }));
  return [...environment, ...args];
}

function adviceOn(name: string): string {
  return `declare a secret and write \`${name}: { secret: "..." }\`, or mount it and name its file in ${name}_FILE; if it is none, list it in \`notSecret\``;
}

/** Whether a value is a URL that has a password in it. */
export function passwordInUrl(value: string): boolean {
  return URL_WITH_PASSWORD.test(value);
}

/** Whether a variable's name says that it holds a secret, and its value is neither a path nor a yes or no. */
export function looksSecret(name: string, value: string): boolean {
  const upper = name.toUpperCase().replaceAll(/[.-]/g, "_");
  if (!SECRET_WORDS.test(upper) || HARMLESS_ENDS.test(upper)) return false;
  return !PATH.test(value) && !YES_OR_NO.test(value);
}
