import type { Definition, StackOptions } from "../program.ts";

/** Adds the commands that describe a stack, and see to the images that it is made of. */
export function addReportCommands(definition: Definition): void {
  addPlan(definition);
  addImages(definition);
}

function addPlan({ program, onStack, context, exitWith }: Definition): void {
  onStack(program.command("plan"))
    .description("write what the stack would be on both platforms, without engine, cluster or credentials")
    .argument("[stack]", "the same as --stack")
    .option("-o, --out <folder>", "where to write it (default: .muelle/plan/STACK)")
    .option("-d, --diff <folder>", "compare with an earlier plan")
    .action(
      async (
        stack: string | undefined,
        { out, diff, ...options }: StackOptions & { out?: string; diff?: string },
      ) => {
        const { plan } = await import("../commands/plan.ts");
        const folders = { ...(out === undefined ? {} : { out }), ...(diff === undefined ? {} : { diff }) };
        exitWith(await plan(context(named(stack, options)), folders));
      },
    );

  onStack(program.command("policies"))
    .description("print the rules of security and resilience that the stack would break")
    .argument("[stack]", "the same as --stack")
    .option("--json", "print JSON")
    .action(
      async (stack: string | undefined, { json = false, ...options }: StackOptions & { json?: boolean }) => {
        const { policies } = await import("../commands/plan.ts");
        exitWith(await policies(context(named(stack, options)), { json }));
      },
    );
}

function addImages({ program, onStack, context }: Definition): void {
  onStack(program.command("sbom"))
    .description("write what is in each image of the stack (SPDX), and the licences; needs syft")
    .argument("[stack]", "the same as --stack")
    .option("-o, --out <folder>", "where to write it (default: .muelle/sbom/STACK)")
    .action(async (stack: string | undefined, { out, ...options }: StackOptions & { out?: string }) => {
      const { sbom } = await import("../commands/sbom.ts");
      await sbom(context(named(stack, options)), out === undefined ? {} : { out });
    });

  program
    .command("pin")
    .description("write the digests of today's images into Dockerfiles, compose files and the program")
    .argument("[files...]", "files, or patterns of them")
    .option("-C, --cwd <folder>", "folder to work in, as if called there")
    .action(async (files: string[], options: StackOptions) => {
      const { pin } = await import("../commands/pin.ts");
      await pin(context(options), files);
    });

  program
    .command("images")
    .description("see to the images that were built")
    .command("prune")
    .description("remove the images of earlier builds that no container uses")
    .option("--dry-run", "only say which")
    .option("--json", "print JSON")
    .action(async ({ dryRun = false, json = false }: { dryRun?: boolean; json?: boolean }) => {
      const { pruneImages } = await import("../commands/images-prune.ts");
      await pruneImages(context({}), { dryRun, json });
    });
}

function named(stack: string | undefined, options: StackOptions): StackOptions {
  return stack === undefined ? options : { ...options, stack };
}
