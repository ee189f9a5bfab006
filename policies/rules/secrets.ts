import { looksSecret, passwordInUrl } from "../../components/application/index.ts";
import { environmentOf, isDockerContainer, secretVariablesOf } from "../read/docker.ts";
import { containersOf } from "../read/kubernetes.ts";
import { fieldsOf, textOf } from "../read/values.ts";
import { eachResource, type Rule } from "../rule.ts";
import type { Resource } from "../resource.ts";

type Variable = readonly [name: string, value: string, where: string];

/**
 * Whoever may look at a container, an image or a ConfigMap reads what is in it. On Kubernetes that is true of the output
 * of another resource as well, secret or not: it stands in the pod's template. What comes from a Secret does not.
 */
export const noPlaintextSecrets: Rule = {
  id: "no-plaintext-secrets",
  title: "No secret stands in clear in an environment, a ConfigMap or a build argument",
  reason:
    "environments, ConfigMaps and build arguments are shown by docker inspect, kubectl and image histories",
  source: "CIS Docker Benchmark 1.6, 4.10; CIS Kubernetes Benchmark 5.4.1",
  fix: "declare it in secrets and write NAME: { secret: ... }, or mount it and name its file in NAME_FILE; a build gets it by build.secrets",
  check: eachResource((resource) =>
    variablesOf(resource)
      .filter(([name, value]) => looksSecret(name, value) || passwordInUrl(value))
      // Never the value: what reports it is shown to many.
      .map(([name, , where]) => `${where} has ${name} in clear`),
  ),
};

function variablesOf(resource: Resource): readonly Variable[] {
  const { type, props } = resource;
  if (isDockerContainer(resource)) {
    // Declared as a secret, and encrypted wherever Pulumi keeps it; a container has no other way to get a variable.
    const declared = secretVariablesOf(resource);
    return environmentOf(resource)
      .filter(([name]) => !declared.includes(name))
      .map(([name, value]): Variable => [name, value, "the environment"]);
  }
  if (type === "docker-build:index:Image") return texts(props["buildArgs"], "the build");
  if (type === "kubernetes:core/v1:ConfigMap") return texts(props["data"], "the ConfigMap");
  return containersOf(resource).flatMap(({ name: container, spec }) =>
    (Array.isArray(spec["env"]) ? spec["env"] : []).flatMap((entry): Variable[] => {
      const { name, value } = fieldsOf(entry);
      const text = textOf(value);
      return text === undefined ? [] : [[textOf(name) ?? "", text, `container ${container}`]];
    }),
  );
}

function texts(value: unknown, where: string): Variable[] {
  return Object.entries(fieldsOf(value)).flatMap(([name, entry]): Variable[] => {
    const text = textOf(entry);
    return text === undefined ? [] : [[name, text, where]];
  });
}
