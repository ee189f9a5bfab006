import { UNKNOWN } from "../../components/testing/recording.ts";

/** What a plan shows for a value that another resource gives, which nobody knows before an update. */
const NOT_KNOWN = "[not known before an update]";

/** A text with what is not known told in words. */
export function readable(text: string): string {
  return text.replaceAll(UNKNOWN, NOT_KNOWN);
}
