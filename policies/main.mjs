// Plain JavaScript, because Pulumi loads a pack's main file by ts-node, which knows no modules; Node loads the rest.
import { createPack } from "./pack.ts";

createPack();
