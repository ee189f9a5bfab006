import { Muelle } from "./muelle.ts";
import { fitLine, summarise } from "./statistics.ts";

/** Time of a preview by the number of services. */
export interface PreviewGrowth {
  readonly points: readonly { readonly services: number; readonly seconds: number }[];
  /** Seconds that each further service costs, and those that a preview costs at all. */
  readonly perService: number;
  readonly atLeast: number;
}

const SIZES = [20, 100, 400];

/** Times previews of generated applications. Nothing is created. */
export async function previewGrowth(runs: number, timed: Timer): Promise<PreviewGrowth> {
  const muelle = await Muelle.create("photos", { db_password: "bench" });
  try {
    const points = [];
    for (const services of SIZES) {
      await muelle.project.write("applications/photos/application.ts", generated(services));
      const seconds = [];
      for (let run = 0; run < runs; run++) seconds.push(await timed(() => muelle.preview()));
      points.push({ services, seconds: summarise(seconds).median });
    }
    const { slope, offset } = fitLine(points.map(({ services, seconds }) => [services, seconds]));
    return { points, perService: slope, atLeast: offset };
  } finally {
    await muelle.project.remove();
  }
}

/** Runs something and tells how many seconds it took. */
export type Timer = (work: () => Promise<void>) => Promise<number>;

function generated(count: number): string {
  const services = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `s${index}`,
      {
        image: "busybox:1.37-musl",
        command: ["sleep", "3600"],
        ...(index === 0 ? {} : { dependsOn: { [`s${index - 1}`]: { condition: "service_started" } } }),
      },
    ]),
  );
  return `export const application = ${JSON.stringify({ name: "many", services })};\n`;
}
