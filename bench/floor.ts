import { Muelle } from "./muelle.ts";
import type { Timer } from "./preview-growth.ts";
import { renderSummary, type Summary, summarise } from "./statistics.ts";

/** Seconds that the first `pulumi up` of programs takes that have next to nothing: below that nobody gets. */
export interface Floor {
  readonly nothing: Summary;
  readonly network: Summary;
}

const PROGRAMS = {
  nothing: "export {};\n",
  network: 'import * as docker from "@pulumi/docker";\nnew docker.Network("only");\n',
} as const;

/** Times the programs in turn, each from an empty stack. */
export async function floor(runs: number, timed: Timer): Promise<Floor> {
  const muelle = await Muelle.create("photos", { db_password: "bench" });
  const seconds: Record<keyof Floor, number[]> = { nothing: [], network: [] };
  try {
    for (let run = 0; run < runs; run++) {
      for (const name of ["nothing", "network"] as const) {
        await muelle.project.write("stacks/index.ts", PROGRAMS[name]);
        seconds[name].push(await timed(() => muelle.up()));
        await muelle.destroy();
      }
    }
    return { nothing: summarise(seconds.nothing), network: summarise(seconds.network) };
  } finally {
    await muelle.project.remove();
  }
}

/** The floor as lines for people. */
export function renderFloor({ nothing, network }: Floor): string[] {
  return [
    "### What Pulumi itself takes",
    "",
    `The first \`pulumi up\` of a program with nothing in it takes ${renderSummary(nothing, " s")}. With one network of Docker and`,
    `nothing else it takes ${renderSummary(network, " s")}: Pulumi's Docker provider looks for a new network only after two seconds.`,
  ];
}
