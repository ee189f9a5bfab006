import { completeFields, parseFields } from "../../../../../tools/airgap/providers/kit/field.ts";
import type { Properties } from "../../../../../tools/airgap/providers/kit/index.ts";
import {
  fields,
  type ContainerInputs,
} from "../../../../../tools/airgap/providers/docker/container/fields.ts";

/** The inputs of a container as a check fills them in. */
export function checked(more: Properties = {}): Properties {
  return completeFields(fields, { name: "web-1234567", image: "busybox", ...more });
}

/** The typed inputs of a container. */
export function inputsOf(more: Properties = {}): ContainerInputs {
  return parseFields(fields, checked(more), (name) => name);
}
