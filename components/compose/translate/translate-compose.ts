import type { ApplicationSpec } from "../../application/spec.ts";
import { normalName } from "../load/project.ts";
import type { LoadedCompose } from "../load-compose.ts";
import type { ComposeFile } from "../model/compose-file.ts";
import type { Context } from "./context.ts";
import { judge } from "./fields/judge.ts";
import { fileTable } from "./fields/file-fields.ts";
import { fileNames, labelNames } from "./names.ts";
import type { ComposeNote } from "./note.ts";
import { Report } from "./report.ts";
import { resourcesOf } from "./resources.ts";
import { translateService } from "./service.ts";

/** Loaded files in the terms of the application model, and what is said of their fields, refusals among it. */
export interface TranslatedCompose {
  readonly spec: ApplicationSpec;
  /** What becomes of every field, in the order of files and lines. */
  readonly report: readonly ComposeNote[];
  /** Acceptances of refusals that there are not. */
  readonly unused: readonly string[];
  /** What networks, volumes, services and files are called in the application, by their names in the files. */
  readonly names: Context["names"];
}

/** @param allow the fields whose refusal is accepted; see `ComposeApplicationOptions.allow` */
export function translateCompose(loaded: LoadedCompose, allow: readonly string[] = []): TranslatedCompose {
  const file = { ...loaded.model, volumes: { ...loaded.otherVolumes, ...loaded.model.volumes } };
  const report = new Report(loaded.places, allow);
  const context: Context = {
    file,
    environment: loaded.environment,
    report,
    names: namesOf(file, Object.keys(loaded.otherServices)),
    unnamed: new Set(),
  };
  judge([], { name: loaded.name, item: file, file }, fileTable, report);
  const services = Object.fromEntries(
    Object.entries(file.services ?? {}).map(([name, service]) => {
      const subject = { name, service, at: ["services", name] };
      return [context.names.services.get(name) ?? name, translateService(subject, context)] as const;
    }),
  );
  const name = applicationName(loaded.name, report);
  const spec = { name, services, ...resourcesOf(context) };
  return { spec, report: report.notes, unused: report.unused, names: context.names };
}

function namesOf(file: ComposeFile, otherServices: readonly string[]): Context["names"] {
  return {
    // With the services of all profiles, so that a profile more gives no service another name.
    services: labelNames([...Object.keys(file.services ?? {}), ...otherServices].toSorted()),
    networks: labelNames(Object.keys(file.networks ?? {})),
    volumes: labelNames(Object.keys(file.volumes ?? {})),
    secrets: fileNames(Object.keys(file.secrets ?? {})),
    configs: fileNames(Object.keys(file.configs ?? {})),
  };
}

function applicationName(project: string, report: Report): string {
  const name = labelNames([normalName(project)]).get(normalName(project)) ?? project;
  if (name !== project)
    report.say(["name"], {
      verdict: "approximated",
      reason: `${JSON.stringify(project)} is no name of a host on every platform; the application is called ${name}`,
    });
  return name;
}
