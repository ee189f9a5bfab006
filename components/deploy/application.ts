import * as pulumi from "@pulumi/pulumi";
import { endWithEngine } from "../end-with-engine.ts";
import type { ApplicationArgs } from "./application-args.ts";
import { checkApplication } from "./check.ts";
import type { PlatformOutputs, ServiceOutput } from "./platform.ts";
import { currentRun, type ProgramRun } from "./program-run.ts";
import { type Approval, Round } from "./round.ts";

/**
 * An application on the platform that the stack's configuration names: on the local Docker Engine behind nginx, or on
 * a Kubernetes cluster.
 *
 * Before anything is created, engine or cluster are asked, and everything that is wrong is told in one error: of all
 * the Applications that a program constructs together.
 * @example
 * const shop = new Application("shop", { spec: { services: { web: { image: "nginx", route: { port: 80 } } } } });
 * export const url = shop.url;
 */
export class Application extends pulumi.ComponentResource<PlatformOutputs> {
  /** Where the application is reached; undefined where nothing is routed, or where it is not known. */
  readonly url: pulumi.Output<string | undefined>;
  /** The services by name. */
  readonly services: pulumi.Output<Record<string, ServiceOutput>>;
  /** References of the images by service. */
  readonly images: pulumi.Output<Record<string, string>>;

  readonly #name: string;
  readonly #args: ApplicationArgs;

  constructor(name: string, args: ApplicationArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("muelle:index:Application", name, {}, opts);
    this.#name = name;
    this.#args = args;
    watchEngine();

    const outputs = this.getData();
    this.url = pulumi.output(outputs.then(({ url }) => url));
    this.services = pulumi.output(outputs.then(({ services }) => services));
    this.images = pulumi.output(outputs.then(({ images }) => images));
    // Pulumi waits for these outputs before it takes the program to be over, and so for the facts as well.
    this.registerOutputs({ url: this.url, services: this.services, images: this.images });
  }

  /**
   * Pulumi's own way to create children in later turns: whoever depends on this component waits until this has ended,
   * and so for all its children. An async function called by the constructor would leave them out.
   */
  protected override async initialize(): Promise<PlatformOutputs> {
    // The constructor of the base class calls this before the fields of this class are there.
    await Promise.resolve();
    const run = currentRun();
    try {
      return await this.#deploy(run);
    } catch (error) {
      if (run.rendering === undefined) throw error;
      // A plan asks for it, instead of being told by an error that nobody catches.
      run.rendering.refusal ??= error instanceof Error ? error : new Error(String(error));
      return NOTHING;
    }
  }

  async #deploy(run: ProgramRun): Promise<PlatformOutputs> {
    if (run.round.isOver) run.round = new Round(run.round);
    const asks = run.rendering === undefined;
    const approval = await run.round.join(this.#check(asks));
    if (run.rendering === undefined) await tell(approval);
    else run.rendering.notes.push(...approval.checked.notes);
    const { create } = approval.checked;
    if (create === undefined) throw new Error(`${this.#name} was approved with faults`);
    return withoutSourceMaps(() => create({ name: this.#name, parent: this }));
  }

  async #check(asks: boolean): ReturnType<typeof checkApplication> {
    const checked = await checkApplication(this.#name, this.#args, asks);
    for (const warning of checked.warnings) await pulumi.log.warn(warning);
    return checked;
  }
}

/** The outputs of an application of which nothing is created. */
const NOTHING: PlatformOutputs = { url: undefined, services: {}, images: {} };

/** Tells what the platform does not carry out to the letter, and where everything is going to be. */
async function tell({ checked: { name, notes, platform, notice }, isAlone }: Approval): Promise<void> {
  const whose = isAlone ? "" : `${name}: `;
  for (const { path, verdict, reason } of notes)
    if (verdict === "approximated")
      await pulumi.log.warn(`${whose}${path} is approximated on ${platform}: ${reason}`);
  if (notice !== undefined) await pulumi.log.info(`${whose}${notice}`);
}

/**
 * Pulumi takes several stack traces of each resource and maps them to their sources, a quarter of a second in all. Where
 * everything is created here, the traces are of this library, whose places are right as they are.
 */
function withoutSourceMaps<T>(create: () => T): T {
  const mapper = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
  Reflect.deleteProperty(Error, "prepareStackTrace");
  try {
    return create();
  } finally {
    if (mapper !== undefined) Object.defineProperty(Error, "prepareStackTrace", mapper);
  }
}

let isWatched = false;

/** Once for all Applications of the process; a program whose engine was killed may go round and round for ever. */
function watchEngine(): void {
  if (isWatched) return;
  isWatched = true;
  endWithEngine(process.env["PULUMI_NODEJS_ENGINE"]);
}
