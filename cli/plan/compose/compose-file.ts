import { stringify } from "yaml";
import type { RecordedResource } from "../../../components/testing/recording.ts";
import { escaped } from "./interpolation.ts";
import { networksAndVolumes } from "./networks-and-volumes.ts";
import { type ComposePlaces, plannedServices } from "./planned-services.ts";

/** Name of the compose file; all others are beside it. */
export const COMPOSE_FILE = "compose.yaml";

const HEAD = `# Written by \`npm run plan\` from the resources that \`pulumi up\` would create on Docker.
# Values of secrets come from the files that are named at the end; containers have to be able to read them. Variables
# that come from secrets want \${SECRET_NAME}, from the shell or from a file .env beside this one. Variables whose values
# other resources give are left out.
`;

/** As YAML 1.1, in which `no` and `yes` are quoted: readers differ in what they take them for. */
const FORMAT = { lineWidth: 0, version: "1.1" } as const;

/**
 * What a stack on Docker becomes for Docker Compose: the compose file and those beside it, by path.
 *
 * @param project - name of the Compose project
 */
export function composeFiles(
  resources: readonly RecordedResource[],
  project: string,
  places: ComposePlaces,
): Readonly<Record<string, string>> {
  const services = plannedServices(resources, places);
  const secrets = services.flatMap((service) => service.secrets);
  const configs = services.flatMap((service) => service.configs);
  const compose = {
    name: project,
    services: Object.fromEntries(services.map(({ name, service }) => [name, service])),
    ...networksAndVolumes(
      resources,
      services.map(({ service }) => service),
    ),
    secrets: Object.fromEntries(secrets.map((name) => [name, { file: `./secrets/${name}` }])),
    configs: Object.fromEntries(configs.map(({ source }) => [source, { file: `./configs/${source}` }])),
  };
  const filled = Object.entries(compose).filter(([, value]) => Object.keys(value).length > 0);
  return {
    [COMPOSE_FILE]: HEAD + stringify(escaped(Object.fromEntries(filled)), FORMAT),
    ...Object.fromEntries(configs.map(({ source, content }) => [`configs/${source}`, content])),
    ...Object.fromEntries(services.flatMap(({ files }) => Object.entries(files))),
  };
}
