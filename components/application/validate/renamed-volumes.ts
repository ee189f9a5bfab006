import { childPath } from "../structure/path.ts";
import type { Rule } from "./facts.ts";

/** A name that a volume had is free now, and was that of one volume alone. */
export const renamedVolumes: Rule = ({ application: { volumes }, spec, faults }) => {
  for (const { name, path, renamedFrom } of volumes) {
    if (renamedFrom === undefined) continue;
    const place = childPath(path, "renamedFrom");
    if (renamedFrom === name) faults.add(place, "it has this name still", "leave it out");
    else if (Object.hasOwn(spec.volumes ?? {}, renamedFrom))
      faults.add(
        place,
        `${renamedFrom} is a volume of the application still`,
        `remove volumes.${renamedFrom}`,
      );
    const other = volumes.find((each) => each.renamedFrom === renamedFrom && each.name !== name);
    if (other !== undefined) faults.add(place, `${other.name} says that it was ${renamedFrom}, too`);
  }
};
