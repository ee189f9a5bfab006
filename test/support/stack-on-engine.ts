import Docker from "dockerode";
import { settledNetwork } from "./settled-network.ts";

/** A process in a container. */
export interface ContainerProcess {
  readonly pid: number;
  readonly parent: number;
  /** As the kernel names it: `docker-init`, `gunicorn`. */
  readonly name: string;
  /** `R`, `S`, `Z` for a zombie, ... */
  readonly state: string;
}

/** Slim images have no ps. */
const LIST_PROCESSES = `
import glob, json
found = []
for path in glob.glob("/proc/[0-9]*/stat"):
    try:
        text = open(path).read()
    except OSError:
        continue
    name = text[text.index("(") + 1 : text.rindex(")")]
    state, parent = text[text.rindex(")") + 2 :].split()[:2]
    found.append({"pid": int(text.split()[0]), "parent": int(parent), "name": name, "state": state})
print(json.dumps(found))
`;

/** What the engine knows of one stack. */
export class StackOnEngine {
  readonly #engine = new Docker();
  readonly #filters: { readonly label: string[] };

  constructor(stack: string) {
    this.#filters = { label: [`muelle.stack=${stack}`] };
  }

  /** Fails with a clear message where no engine answers. */
  async mustAnswer(): Promise<void> {
    await this.#engine.ping().catch((error: unknown) => {
      throw new Error("these tests need a Docker Engine, and none answers: run `npm run setup`", {
        cause: error,
      });
    });
  }

  /** Ids of a service's containers, sorted. */
  async containersOf(service: string): Promise<string[]> {
    const containers = await this.#engine.listContainers({ all: true, filters: this.#filters });
    return containers
      .filter(({ Labels }) => Labels["muelle.service"] === service)
      .map(({ Id }) => Id)
      .sort();
  }

  /** Ids of the containers of all services by service. */
  async containers(): Promise<Record<string, string[]>> {
    const containers = await this.#engine.listContainers({ all: true, filters: this.#filters });
    const services = [...new Set(containers.map(({ Labels }) => Labels["muelle.service"] ?? ""))].sort();
    const entries = services.map(async (service) => [service, await this.containersOf(service)] as const);
    return Object.fromEntries(await Promise.all(entries));
  }

  inspect(id: string): Promise<Docker.ContainerInspectInfo> {
    return this.#engine.getContainer(id).inspect();
  }

  /** All that a container logged. */
  async logsOf(id: string): Promise<string> {
    const logs = await this.#engine.getContainer(id).logs({ stdout: true, stderr: true, follow: false });
    return logs.toString();
  }

  /** Everything that the engine tells of the stack's containers and their images, and all that they logged. */
  async everythingTold(): Promise<string> {
    const ids = Object.values(await this.containers()).flat();
    const told = await Promise.all(
      ids.map(async (id) => {
        const inspected = await this.inspect(id);
        const image = this.#engine.getImage(inspected.Image);
        return [JSON.stringify(inspected), await this.logsOf(id), JSON.stringify(await image.history())].join(
          "\n",
        );
      }),
    );
    return told.join("\n");
  }

  /** Names of whatever is left of the stack. */
  async leftovers(): Promise<string[]> {
    const containers = await this.#engine.listContainers({ all: true, filters: this.#filters });
    const networks = await this.#engine.listNetworks({ filters: this.#filters });
    const { Volumes } = await this.#engine.listVolumes({ filters: this.#filters });
    return [
      ...containers.map(({ Names }) => `container ${Names.join(" ")}`),
      ...networks.map(({ Name }) => `network ${Name}`),
      ...Volumes.map(({ Name }) => `volume ${Name}`),
    ];
  }

  /** Runs a program in a container and returns what it said. @param user - @default - the container's */
  async run(id: string, command: readonly string[], user?: string): Promise<string> {
    const exec = await this.#engine.getContainer(id).exec({
      Cmd: [...command],
      ...(user === undefined ? {} : { User: user }),
      AttachStdout: true,
      AttachStderr: true,
      // Without a terminal the engine would put a header before each piece.
      Tty: true,
    });
    const stream = await exec.start({ Tty: true });
    let output = "";
    for await (const piece of stream) output += String(piece);
    const { ExitCode } = await exec.inspect();
    if (ExitCode !== 0)
      throw new Error(`${command.join(" ")} ended with ${ExitCode ?? "nothing"}\n${output}`);
    return output.replaceAll("\r\n", "\n");
  }

  /** The processes in a container that has Python, by what they see of each other. */
  async processesIn(id: string): Promise<ContainerProcess[]> {
    return JSON.parse(await this.run(id, ["python", "-c", LIST_PROCESSES])) as ContainerProcess[];
  }

  /** Sends a signal to a process in a container that has Python, by its number there. */
  async signalIn(id: string, pid: number, signal: "SIGHUP" | "SIGKILL"): Promise<void> {
    await this.run(id, ["python", "-c", `import os, signal; os.kill(${pid}, signal.${signal})`]);
  }

  /** Sends a signal to every process of a container, as seen from this machine. */
  async signalProcesses(id: string, signal: "SIGSTOP" | "SIGCONT"): Promise<void> {
    for (const { pid } of await this.#processesOf(id)) signalIfThere(pid, signal);
  }

  /** Lets a container hang: all that its init has started stands still. */
  async hang(id: string): Promise<void> {
    const processes = await this.#processesOf(id);
    for (const { pid, command } of processes)
      if (!command.includes("docker-init")) signalIfThere(pid, "SIGSTOP");
  }

  async #processesOf(id: string): Promise<{ readonly pid: number; readonly command: string }[]> {
    const { Titles, Processes } = (await this.#engine.getContainer(id).top()) as {
      Titles: string[];
      Processes: string[][];
    };
    const column = (title: string): number => Titles.indexOf(title);
    return Processes.map((row) => ({
      pid: Number(row[column("PID")]),
      command: row[column("CMD")] ?? "",
    }));
  }

  /** Waits until a container ends, and returns its exit code. */
  async exitCodeOf(id: string): Promise<number> {
    const { StatusCode } = (await this.#engine.getContainer(id).wait({ condition: "next-exit" })) as {
      StatusCode: number;
    };
    return StatusCode;
  }

  async removeByHand(id: string): Promise<void> {
    await this.#engine.getContainer(id).remove({ force: true });
  }

  /** Asks a container to stop; after the grace period, in seconds, it is killed. */
  async stopByHand(id: string, grace = 1): Promise<void> {
    await this.#engine.getContainer(id).stop({ t: grace });
  }

  /** Starts a container, and waits until what a browser asks for from then on is not broken off. */
  async startByHand(id: string): Promise<void> {
    await this.#engine.getContainer(id).start();
    await settledNetwork();
  }

  /** Ends a container's process as the kernel would, so that the restart policy applies. */
  async killProcess(id: string): Promise<void> {
    const { State } = await this.inspect(id);
    process.kill(State.Pid, "SIGKILL");
  }
}

/** A health check that was seen may have ended meanwhile. */
function signalIfThere(pid: number, signal: "SIGSTOP" | "SIGCONT"): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
