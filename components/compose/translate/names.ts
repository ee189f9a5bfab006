/** As long as a name of the application model may be. */
const LONGEST = 40;
/** Names that Muelle gives to containers of its own. */
const RESERVED = ["load-balancer", "load-balancer-ports"];

/** The application model's names by those of a Compose file. */
export type Names = ReadonlyMap<string, string>;

/** Names that are DNS labels; one that is a label already stays as it is. */
export function labelNames(keys: readonly string[]): Names {
  return unique(keys, (key) => {
    const label = cut(
      key
        .toLowerCase()
        .replaceAll(/[^a-z0-9-]+/g, "-")
        .replace(/^[^a-z]+/, ""),
    );
    const name =
      label.replace(/-+$/, "") === "" ? `n-${key.replaceAll(/\D/g, "")}`.replace(/-$/, "0") : label;
    return RESERVED.includes(name) ? `${name}-service` : name;
  });
}

/** Names of secrets and files, in lower case. */
export function fileNames(keys: readonly string[]): Names {
  return unique(keys, (key) =>
    cut(
      key
        .toLowerCase()
        .replace(/^[^a-z0-9]+/, "")
        .replace(/[^a-z0-9]+$/, ""),
    ),
  );
}

function cut(name: string): string {
  return name.slice(0, LONGEST).replace(/[^a-z0-9]+$/, "");
}

/** Names that are right as they are come first; others get a number where one has theirs already. */
function unique(keys: readonly string[], nameOf: (key: string) => string): Names {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const key of keys.toSorted((a, b) => Number(nameOf(b) === b) - Number(nameOf(a) === a))) {
    const name = nameOf(key);
    let free = name;
    for (let count = 2; taken.has(free); count++) free = `${name.slice(0, LONGEST - 4)}-${count}`;
    taken.add(free);
    names.set(key, free);
  }
  return names;
}
