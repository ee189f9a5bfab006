import { parsed, unreadable, type Parsed } from "../../application/parsed.ts";

/** What the short form of a device says. */
export interface ShortDevice {
  readonly source: string;
  readonly target: string;
  readonly permissions: string;
}

/**
 * Reads the short form of a device: `SOURCE[:TARGET[:PERMISSIONS]]`.
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#devices
 */
export function parseDevice(text: string): Parsed<ShortDevice> {
  const [source = "", target = "", permissions = "rwm", ...more] = text.split(":");
  if (more.length > 0)
    return unreadable(
      `too many colons: ${JSON.stringify(text)}`,
      "write source, target and permissions as keys",
    );
  return parsed({ source, target: target === "" ? source : target, permissions });
}
