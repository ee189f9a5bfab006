import { rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "../../support/run-program.ts";
import type { StackOnEngine } from "../../support/stack-on-engine.ts";

/** Of the small file system. */
const SIZE = "48m";
const FILLER = "filler";

/** A small file system in the place of a container's volume, which can be filled without filling the machine's disk. */
export class SmallVolume {
  readonly #engine: StackOnEngine;
  readonly #container: string;
  readonly #folder: string;

  private constructor(engine: StackOnEngine, container: string, folder: string) {
    this.#engine = engine;
    this.#container = container;
    this.#folder = folder;
  }

  /** Puts it below a container, with what the volume holds; the container is stopped and started for it. Takes root. */
  static async below(engine: StackOnEngine, container: string, target: string): Promise<SmallVolume> {
    const { Mounts } = await engine.inspect(container);
    const folder = Mounts.find(({ Destination }) => Destination === target)?.Source;
    if (folder === undefined) throw new Error(`nothing is mounted at ${target}`);
    await engine.stopByHand(container, 20);
    const kept = `${folder}.kept`;
    await must("cp", "--archive", folder, kept);
    await must("mount", "-t", "tmpfs", "-o", `size=${SIZE},mode=0777`, "tmpfs", folder);
    await must("cp", "--archive", `${kept}/.`, folder);
    await rm(kept, { recursive: true });
    await engine.startByHand(container);
    return new SmallVolume(engine, container, folder);
  }

  /** Takes all the room that is left. */
  async fill(): Promise<void> {
    const { bavail, bsize } = await statfs(this.#folder);
    await writeFile(join(this.#folder, FILLER), Buffer.alloc(Math.max(0, bavail * bsize - 4096)));
  }

  async makeRoom(): Promise<void> {
    await rm(join(this.#folder, FILLER), { force: true });
  }

  /** Puts the volume back, with what the small one holds. */
  async remove(): Promise<void> {
    await this.#engine.stopByHand(this.#container, 20);
    const kept = `${this.#folder}.kept`;
    await this.makeRoom();
    await must("cp", "--archive", this.#folder, kept);
    await must("umount", this.#folder);
    await must("cp", "--archive", `${kept}/.`, this.#folder);
    await rm(kept, { recursive: true });
    await this.#engine.startByHand(this.#container);
  }
}

async function must(program: string, ...args: string[]): Promise<void> {
  const { code, output } = await runProgram(program, args, { cwd: "/" });
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} failed\n${output}`);
}
