import { Option } from "commander";
import type { InitOptions } from "../commands/init.ts";
import type { Definition, StackOptions } from "../program.ts";

/** Adds the commands that make a project, and that help at the shell. */
export function addProjectCommands({ program, context }: Definition): void {
  program
    .command("init")
    .description("make a Pulumi project in this folder, from its compose file or from scratch")
    .addOption(
      new Option("-l, --language <language>", "language of the program")
        .choices(["typescript", "yaml"])
        .default("typescript"),
    )
    .addOption(
      new Option("-p, --platform <platform>", "where the stack dev runs")
        .choices(["docker", "kubernetes"])
        .default("docker"),
    )
    .option("--no-install", "do not install the packages")
    .option("-y, --yes", "ask nothing; nothing is asked anyway")
    .option("-C, --cwd <folder>", "folder to work in, as if called there")
    .action(async ({ language, platform, install, ...options }: StackOptions & InitOptions) => {
      const { init } = await import("../commands/init.ts");
      await init(context(options), { language, platform, install });
    });

  program
    .command("completion")
    .description("print a script that completes commands, options and services at the shell")
    .argument("<shell>", "bash, zsh or fish")
    .action(async (shell: string) => {
      const { completion } = await import("../commands/completion.ts");
      completion(program, shell);
    });
}
