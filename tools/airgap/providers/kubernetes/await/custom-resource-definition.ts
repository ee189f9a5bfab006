import { conditionOf, describeCondition, hasCondition } from "./conditions.ts";
import { failed, READY, waiting, type Judge } from "./verdict.ts";

/** A definition is ready when the API serves the kind; objects of the kind could not be made before. */
export const customResourceDefinition: Judge = {
  decide: (object) => {
    if (hasCondition(object, "Established")) return READY;
    const named = conditionOf(object, "NamesAccepted");
    if (hasCondition(object, "NamesAccepted", "False")) return failed(describeCondition(named));
    return waiting("the API does not serve the kind yet");
  },
};
