import { delimiter } from "node:path";
import type { Environment } from "../../base/environment.ts";
import { knownCluster } from "../cluster/known-cluster.ts";
import { ensureCompose } from "../cli-plugin.ts";
import { bringPrograms } from "../programs/bring-programs.ts";
import { builtLanguageHosts } from "../programs/language-hosts.ts";
import { runnablePacks } from "../pulumi/policy-packs.ts";
import type { SetupContext } from "../setup/context.ts";
import { environmentOf } from "../setup/environment-of.ts";
import { setUp } from "../setup/setup.ts";
import { namesIn, readVerb, type Verb } from "./verb.ts";

const OPTIONS = {
  providers: { type: "string" },
  programs: { type: "string", default: "" },
  compose: { type: "boolean", default: false },
  "policy-pack": { type: "string", multiple: true, default: [] as string[] },
  thorough: { type: "boolean", default: false },
} as const;

/**
 * `setup`: makes what is missing of an engine and of Pulumi, and prints the environment to use them in.
 *
 * - `--providers docker,kubernetes`: the providers that will be used; without it all of them
 * - `--programs syft`: further programs to put on the PATH; Pulumi's language hosts, once built, always are
 * - `--compose`: makes `docker compose` work as well
 * - `--policy-pack FOLDER`: a policy pack that Pulumi is going to run; as often as there are packs
 * - `--thorough`: asks the download hosts again, instead of remembering what they answered
 */
export const verb: Verb = async (context, args) => {
  const { values } = readVerb("setup", args, OPTIONS);
  const plan = await setUp(context, {
    thorough: values.thorough,
    ...(values.providers === undefined ? {} : { providers: namesIn(values.providers) }),
  });
  if (values.compose) await ensureCompose(context);
  const own = environmentOf(plan, context);
  const wanted = new Set([...namesIn(values.programs), ...builtLanguageHosts(context.folders.cache)]);
  const programs = await bringPrograms(withPath(context, own.path), [...wanted]);
  const packs = plan.cli === "built" ? await runnablePacks(values["policy-pack"], context) : undefined;
  const cluster = await knownCluster(context.folders.cache);
  const environment: Environment = {
    path: [...(packs?.path ?? []), ...own.path, ...programs.path],
    variables: { ...own.variables, ...programs.variables },
    ...(plan.substitutes === undefined ? {} : { substitutes: plan.substitutes }),
    notes: plan.notes,
    policyPacks: packs?.packs ?? {},
    ...(cluster === undefined ? {} : { cluster }),
  };
  process.stdout.write(`${JSON.stringify(environment)}\n`);
  return 0;
};

/** What the setup chose counts as there: the official Pulumi brings its language hosts. */
function withPath(context: SetupContext, path: readonly string[]): SetupContext {
  return { ...context, env: { ...context.env, PATH: [...path, context.env["PATH"] ?? ""].join(delimiter) } };
}
