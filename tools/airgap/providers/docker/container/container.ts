import { typedResource } from "../../kit/index.ts";
import { ifFound, type Engine } from "../engine/connect.ts";
import { createContainer } from "./create.ts";
import { deleteContainer } from "./delete.ts";
import { containerFaults } from "./faults.ts";
import { fields, onChange } from "./fields.ts";
import { importedInputs, outputsOf, seen } from "./outputs.ts";
import { updateContainer } from "./update.ts";

/** `docker.Container`. Its id is the engine's full id. */
export const container = typedResource<Engine, typeof fields>({
  fields,
  onChange,
  autonamed: "name",
  // As the real provider asks for every container. A program that gives no fixed name and no host port may say
  // `deleteBeforeReplace: false`, and the engine obeys the program.
  deleteBeforeReplace: true,
  kept: [
    "command",
    "entrypoints",
    "envs",
    "healthcheck",
    "hostname",
    "init",
    "ipcMode",
    "labels",
    "logDriver",
    "securityOpts",
    "shmSize",
    "stopSignal",
    "stopTimeout",
    "user",
    "workingDir",
  ],
  computed: [
    "bridge",
    "command",
    "containerLogs",
    "entrypoints",
    "exitCode",
    "hostname",
    "init",
    "ipcMode",
    "logDriver",
    "networkDatas",
    "runtime",
    "shmSize",
  ],
  faults: containerFaults,
  seen,
  create: createContainer,
  async read(id, inputs, _outputs, { connection: { docker } }) {
    const info = await docker.getContainer(id).inspect().catch(ifFound);
    if (info === undefined) return undefined;
    const known = inputs ?? importedInputs(info);
    return { id: info.Id, inputs: known, outputs: outputsOf(known, info) };
  },
  update: updateContainer,
  delete: deleteContainer,
});
