import type { Command } from "commander";
import { MuelleError } from "../../components/application/errors.ts";
import { print } from "../context.ts";

/** A command by what a completion needs of it. */
export interface Completed {
  /** Its words: "images prune". */
  readonly name: string;
  readonly description: string;
  /** Its long options. */
  readonly options: readonly string[];
  /** Whether its arguments are services. */
  readonly services: boolean;
}

/** What tells the services of the selected stack, one a line; nothing where there is none. */
const SERVICES = 'muelle ps --json 2>/dev/null | sed -n \'s/^ *"service": "\\(.*\\)",$/\\1/p\' | sort -u';

const SCRIPTS: Readonly<Record<string, (commands: readonly Completed[]) => string>> = {
  bash: bashScript,
  zsh: (commands) => `#compdef muelle\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(commands)}`,
  fish: fishScript,
};

/**
 * `muelle completion`: prints the script for a shell.
 * @throws {MuelleError} where there is none for it
 */
export function completion(program: Command, shell: string): void {
  const script = SCRIPTS[shell];
  if (script === undefined)
    throw new MuelleError("There is no completion for this shell.", [
      { path: shell, message: `the shells are ${Object.keys(SCRIPTS).join(", ")}` },
    ]);
  print(script(completedCommands(program)));
}

/** The commands of a program with their options. */
export function completedCommands(program: Command): readonly Completed[] {
  return program.commands.flatMap((command): Completed[] => {
    const own = {
      name: command.name(),
      description: command.description(),
      options: command.options.flatMap(({ long }) => long ?? []),
      services: command.registeredArguments.some((argument) => /^services?$/.test(argument.name())),
    };
    const below = completedCommands(command).map((inner) => ({
      ...inner,
      name: `${own.name} ${inner.name}`,
    }));
    return [own, ...below];
  });
}

function bashScript(commands: readonly Completed[]): string {
  const top = commands.filter(({ name }) => !name.includes(" "));
  const cases = top.map(({ name, options, services }) => {
    const below = commands.filter((one) => one.name.startsWith(`${name} `));
    const words = [
      ...options,
      ...below.flatMap((one) => [one.name.slice(name.length + 1), ...one.options]),
    ].join(" ");
    return `    ${name}) words="${words}"${services ? `; [[ $current == -* ]] || words=$(${SERVICES})` : ""} ;;`;
  });
  return [
    "_muelle() {",
    '  local current="${COMP_WORDS[COMP_CWORD]}" words=""',
    '  case "${COMP_WORDS[1]}" in',
    ...cases,
    "  esac",
    `  [[ $COMP_CWORD -eq 1 ]] && words="${top.map(({ name }) => name).join(" ")}"`,
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    "}",
    "complete -F _muelle muelle",
  ].join("\n");
}

function fishScript(commands: readonly Completed[]): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", "\\'")}'`;
  const top = commands.filter(({ name }) => !name.includes(" "));
  return [
    "complete -c muelle -f",
    ...top.map(
      ({ name, description }) =>
        `complete -c muelle -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    ),
    ...commands.flatMap(({ name, options, services }) => {
      const [first = "", second] = name.split(" ");
      const seen = `complete -c muelle -n ${quoted(`__fish_seen_subcommand_from ${first}`)}`;
      return [
        ...(second === undefined ? [] : [`${seen} -a ${second}`]),
        ...options.map((option) => `${seen} -l ${option.slice(2)}`),
        ...(services ? [`${seen} -a ${quoted(`(${SERVICES.replaceAll("\\", "\\\\")})`)}`] : []),
      ];
    }),
  ].join("\n");
}
