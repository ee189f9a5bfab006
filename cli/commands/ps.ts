import { type Context, print } from "../context.ts";
import { formatAge } from "../output/age.ts";
import { renderTable } from "../output/table.ts";
import { platformOf, type Replica } from "../platforms/platform.ts";
import { chooseApplications } from "../stack/choose.ts";
import type { DeployedApplication } from "../stack/deployed.ts";

/** What `muelle ps` was asked for. */
export interface PsOptions {
  readonly json: boolean;
}

/** A line of the list: a replica, or a service that has none. */
export interface PsRow extends Omit<Replica, "name" | "number" | "running"> {
  readonly application: string;
  readonly platform: DeployedApplication["platform"];
  /** Name of the container or pod; empty where the service has none. */
  readonly replica: string;
}

/** `muelle ps`: what runs of the stack's applications, by the engine or the cluster. */
export async function ps(context: Context, { json }: PsOptions): Promise<void> {
  const applications = await chooseApplications(context);
  const rows = await Promise.all(
    applications.map(async (deployed) => {
      const platform = await platformOf(deployed, context);
      return rowsOf(deployed, await platform.replicas());
    }),
  );
  if (json) {
    print(JSON.stringify(rows.flat(), undefined, 2));
    return;
  }
  print(renderRows(rows.flat(), Date.now()));
  for (const { application, url } of applications)
    if (url !== undefined) print(applications.length > 1 ? `\n${application}: ${url}` : `\n${url}`);
}

/** The replicas of an application, with a line for each service that has none. */
export function rowsOf(deployed: DeployedApplication, replicas: readonly Replica[]): readonly PsRow[] {
  const { application, platform, services } = deployed;
  const names = services.map(({ name }) => name).sort();
  return names.flatMap((service): PsRow[] => {
    const own = replicas.filter((replica) => replica.service === service);
    if (own.length === 0)
      return [
        { application, platform, service, replica: "", state: "none", image: "", ports: [], created: 0 },
      ];
    return own.map(({ name, state, health, image, ports, created }) => ({
      application,
      platform,
      service,
      replica: name,
      state,
      ...(health === undefined ? {} : { health }),
      image,
      ports,
      created,
    }));
  });
}

/** The list for people; applications are named where there are several. */
export function renderRows(rows: readonly PsRow[], now: number): string {
  const several = new Set(rows.map(({ application }) => application)).size > 1;
  const head = ["SERVICE", "REPLICA", "STATE", "HEALTH", "IMAGE", "PORTS", "AGE"];
  const cells = rows.map((row) => [
    ...(several ? [row.application] : []),
    row.service,
    row.replica === "" ? "-" : row.replica,
    row.state,
    row.health ?? "-",
    row.image === "" ? "-" : row.image,
    row.ports.length === 0 ? "-" : row.ports.join(", "),
    row.created === 0 ? "-" : formatAge(now - row.created),
  ]);
  return renderTable(several ? ["APPLICATION", ...head] : head, cells);
}
