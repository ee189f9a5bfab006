/** The variables that a compose file leaves to its surroundings and gives no default: `${NAME}`, `$NAME`. */
export function openVariables(compose: string): readonly string[] {
  const found = [...compose.replaceAll("$$", "").matchAll(/\$(?:\{(\w+)(?::?\?[^}]*)?\}|([A-Za-z_]\w*))/g)];
  return [...new Set(found.map(([, braced, bare]) => braced ?? bare ?? ""))].sort();
}
