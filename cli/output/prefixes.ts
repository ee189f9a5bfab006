import { styleText } from "node:util";

const COLOURS = ["cyan", "yellow", "green", "magenta", "blue"] as const;

/**
 * Makes what stands before each line of a log: the name of who wrote it, as wide as the widest so far.
 * @param names - those that are known from the beginning
 * @param coloured - whether each name has a colour of its own
 */
export function prefixes(names: readonly string[], coloured: boolean): (name: string) => string {
  const known = [...new Set(names)];
  return (name) => {
    if (!known.includes(name)) known.push(name);
    const text = `${name.padEnd(Math.max(...known.map(({ length }) => length)))} |`;
    const colour = COLOURS[known.indexOf(name) % COLOURS.length] ?? COLOURS[0];
    return `${coloured ? styleText(colour, text) : text} `;
  };
}
