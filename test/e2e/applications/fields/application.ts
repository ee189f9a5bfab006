import type { ApplicationSpec, ServiceSpec } from "../../../../components/index.ts";
import { CASES } from "./cases.ts";
import type { FieldCase } from "./field-case.ts";
import { currentPhase, type Phase } from "./phase.ts";

function serviceOf({ spec }: FieldCase, phase: Phase): ServiceSpec {
  const fields = spec[phase] ?? {};
  return fields.build === undefined ? { build: { context: "image" }, ...fields } : fields;
}

const phase = currentPhase();

/** Files that change by their content, their place or their mode. */
const FILES: Readonly<Record<Phase, ServiceSpec>> = {
  before: {
    secrets: ["token"],
    configs: [{ source: "settings", target: "/etc/fields/settings.ini" }],
  },
  after: {
    secrets: [{ source: "token", target: "/etc/fields/token", mode: 0o440 }],
    configs: [{ source: "settings", target: "/etc/fields/settings.ini", mode: 0o400 }],
  },
  without: {},
};

const PORTS: Readonly<Record<Phase, ServiceSpec>> = {
  before: { ports: ["17311-17312:8000", "17313:8001/udp"] },
  after: { ports: ["17321-17322:8000", "17313:8001/udp"] },
  without: {},
};

/** A service for each field, which says it, says something else, and says nothing. */
export const application: ApplicationSpec = {
  name: "fields",
  services: {
    ...Object.fromEntries(CASES.map((each) => [each.name, serviceOf(each, phase)])),
    files: { build: { context: "image" }, user: "0:0", allowRoot: true, ...FILES[phase] },
    "read-only-files": { build: { context: "image" }, readOnly: true, ...FILES[phase] },
    ports: {
      build: { context: "image" },
      command: ["/bin/busybox", "httpd", "-f", "-p", "8000", "-h", "/etc"],
      deploy: { replicas: 2 },
      ...PORTS[phase],
    },
    network: {
      build: { context: "image" },
      ...(phase === "without" ? {} : { networks: phase === "before" ? ["one"] : ["one", "two"] }),
    },
  },
  volumes: { data: {} },
  secrets: { token: {} },
  configs: { settings: { content: `phase = ${phase === "before" ? "first" : "second"}\n` } },
  networks: { one: {}, two: { internal: true } },
};
