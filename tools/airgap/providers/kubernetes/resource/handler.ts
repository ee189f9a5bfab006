import type {
  Change,
  CheckResult,
  Context,
  DiffResult,
  Properties,
  ResourceHandler,
} from "../../kit/index.ts";
import { hasCondition } from "../await/conditions.ts";
import type { Connection } from "../cluster/connect.ts";
import { ANNOTATION } from "../manifest/annotations.ts";
import { isAnnotated, kindOf, nameOf, namespaceOf, type Kind, type Manifest } from "../manifest/manifest.ts";
import { formatPath } from "../manifest/property-path.ts";
import { check } from "../plan/check.ts";
import { diff } from "../plan/diff.ts";
import { create } from "./create.ts";
import { remove } from "./delete.ts";
import { place } from "./placed.ts";
import { read } from "./read.ts";
import { secretsOf } from "./secrets.ts";
import { update } from "./update.ts";

/** The handler of one kind of the Kubernetes API, custom resources among them. */
export function kindHandler(token: Kind): ResourceHandler<Connection> {
  return {
    secrets: secretsOf(token),
    check: (request) => checkKind(token, request),
    diff: (request) => diffKind(token, request),
    create,
    read: (request) => read(request, token),
    update,
    delete: (request) => remove(request, token),
  };
}

type CheckRequest = Parameters<ResourceHandler<Connection>["check"]>[0];
type DiffRequest = Parameters<ResourceHandler<Connection>["diff"]>[0];

async function checkKind(token: Kind, request: CheckRequest): Promise<CheckResult> {
  const { news, olds, name, urn, randomSeed, autonaming } = request;
  const kind = kindOf(news).kind === "" ? token : kindOf(news);
  const defaultNamespace = await namespaceFor(kind, olds, request);
  return check(news, olds, { token, name, urn, randomSeed, autonaming, defaultNamespace });
}

async function diffKind(token: Kind, request: DiffRequest): Promise<DiffResult> {
  const { oldInputs, oldOutputs, news, ignoreChanges, connection } = request;
  const { enableConfigMapMutable = false, enableSecretMutable = false } = connection.settings;
  const result = diff(
    { oldInputs, oldOutputs, news, ignoreChanges },
    {
      defaultNamespace: await namespaceFor(token, oldInputs, request),
      enableConfigMapMutable,
      enableSecretMutable,
    },
  );
  if (!(await isUnreadyJob(news, oldOutputs, request))) return result;
  const changes = new Map<string, Change>(result.changes);
  changes.set(formatPath(["metadata", "annotations", ANNOTATION.replaceUnready]), {
    kind: "update",
    replace: true,
  });
  return { ...result, changes, deleteBeforeReplace: !isAnnotated(news, ANNOTATION.autonamed) };
}

/** Where an object without a namespace belongs; undefined where it belongs to the whole cluster. */
async function namespaceFor(
  kind: Kind,
  olds: Properties,
  { connection }: Context<Connection>,
): Promise<string | undefined> {
  const { cluster, defaultNamespace } = connection;
  // What it was before says it as well, where there is no cluster to ask.
  if (cluster === undefined) return namespaceOf(olds) === undefined ? undefined : defaultNamespace;
  // A kind that is not there yet is taken for a namespaced one, as most are; the creation knows.
  const served = await cluster.kinds.find(kind);
  return served?.namespaced === false ? undefined : defaultNamespace;
}

/** Whether it is a Job that is to be made anew as it has not completed. */
async function isUnreadyJob(news: Manifest, old: Properties, request: DiffRequest): Promise<boolean> {
  if (kindOf(news).kind !== "Job" || !isAnnotated(news, ANNOTATION.replaceUnready)) return false;
  if (request.connection.cluster === undefined) return false;
  const here = await place(old, request);
  const live = await here?.objects.get(namespaceOf(here.manifest), nameOf(here.manifest));
  return live !== undefined && !hasCondition(live, "Complete");
}
