const FLAG = "--policy-pack";

/** The folders of policy packs that a Pulumi command line names. */
export function namedPacks(args: readonly string[]): readonly string[] {
  const packs: string[] = [];
  replacePacks(args, (pack) => {
    packs.push(pack);
    return pack;
  });
  return packs;
}

/** The command line with each folder of a policy pack replaced by what `replace` gives for it. */
export function replacePacks(args: readonly string[], replace: (pack: string) => string): readonly string[] {
  return args.map((arg, index) => {
    if (args[index - 1] === FLAG) return replace(arg);
    return arg.startsWith(`${FLAG}=`) ? `${FLAG}=${replace(arg.slice(FLAG.length + 1))}` : arg;
  });
}
