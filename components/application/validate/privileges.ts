import { constants } from "node:os";
import { entriesOf } from "../normalise/context.ts";
import { didYouMean } from "../suggestion.ts";
import { CAPABILITIES } from "./capabilities.ts";
import { forEachService, type Rule } from "./facts.ts";

const USER_FORM = /^(?:[A-Za-z_][A-Za-z0-9_.-]*|\d+)(?::(?:[A-Za-z_][A-Za-z0-9_.-]*|\d+))?$/;
const ROOT = /^(?:root|0+)(?::|$)/;

/** Who a service runs as. */
export const users: Rule = forEachService(({ path, spec: { user }, service }, { faults, isCut }) => {
  if (user === undefined) return;
  if (!USER_FORM.test(user)) {
    faults.add(
      `${path}.user`,
      `not a user: ${JSON.stringify(user)}`,
      'a name or number, with or without a group: "app", "1000:1000"',
    );
  } else if (ROOT.test(user) && !service.allowRoot && !isCut(`${path}.allowRoot`)) {
    faults.add(
      `${path}.user`,
      "runs as root",
      "name another user; where it must be root, say `allowRoot: true`",
    );
  }
});

/** Linux capabilities by their names. */
export const capabilityNames: Rule = forEachService(({ path, spec }, { faults }) => {
  for (const field of ["capAdd", "capDrop"] as const) {
    for (const [place, name] of entriesOf(`${path}.${field}`, spec[field])) {
      if (CAPABILITIES.has(name)) continue;
      const meant = didYouMean(name.replace(/^CAP_/i, ""), [...CAPABILITIES]);
      faults.add(
        place,
        `not a Linux capability: ${JSON.stringify(name)}`,
        meant === undefined ? 'for example "NET_BIND_SERVICE", without CAP_' : `did you mean ${meant}?`,
      );
    }
  }
});

/** Signals by their names or numbers. */
export const stopSignals: Rule = forEachService(({ path, spec: { stopSignal } }, { faults }) => {
  if (stopSignal === undefined) return;
  const known = Object.keys(constants.signals);
  if (known.includes(stopSignal) || /^SIGRTM(?:IN(?:\+\d+)?|AX(?:-\d+)?)$/.test(stopSignal)) return;
  const meant = didYouMean(stopSignal.startsWith("SIG") ? stopSignal : `SIG${stopSignal}`, known);
  faults.add(
    `${path}.stopSignal`,
    `not a signal: ${JSON.stringify(stopSignal)}`,
    meant === undefined ? 'for example "SIGTERM" or "SIGINT"' : `did you mean ${meant}?`,
  );
});
