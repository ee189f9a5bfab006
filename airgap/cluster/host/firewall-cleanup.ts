import { NETWORK_NAME } from "../components/containerd.ts";

/** Chains that only a Kubernetes and this cluster make; `up` refuses a machine that has another one. */
const OWN_CHAIN = /^(?:KUBE|MUELLE|cali)-/;
/** The portmap plugin's chain of one pod. */
const PORTMAP_POD_CHAIN = /^CNI-DN-/;
/** The portmap plugin's chains for all pods, which other programs may share. */
const PORTMAP_CHAIN = /^CNI-HOSTPORT-/;

interface Rule {
  readonly chain: string;
  readonly target: string | undefined;
  /** As iptables-save wrote it, without its first word. */
  readonly text: string;
}

interface Table {
  readonly name: string;
  readonly chains: readonly string[];
  readonly rules: readonly Rule[];
}

/**
 * What `iptables-restore --noflush` must be given to remove the cluster's rules and chains, and no other.
 *
 * @param saved what `iptables-save` wrote
 * @returns an empty text when there is nothing to remove
 */
export function cleanupRules(saved: string): string {
  return parseTables(saved).map(cleanupOfTable).join("");
}

/** Whether there are chains of a Kubernetes. */
export function hasKubernetesChains(saved: string): boolean {
  return parseTables(saved).some(({ chains }) => chains.some((chain) => chain.startsWith("KUBE-")));
}

function cleanupOfTable(table: Table): string {
  const own = ownChains(table);
  const removed = table.rules.filter(
    ({ chain, target, text }) =>
      !own.has(chain) && ((target !== undefined && own.has(target)) || isOfNetwork(text)),
  );
  if (own.size === 0 && removed.length === 0) return "";
  const chains = [...own];
  return [
    `*${table.name}`,
    ...removed.map(({ text }) => `-D ${text}`),
    // All are emptied before one goes: they jump to each other.
    ...chains.map((chain) => `-F ${chain}`),
    ...chains.map((chain) => `-X ${chain}`),
    "COMMIT",
    "",
  ].join("\n");
}

function ownChains({ chains, rules }: Table): ReadonlySet<string> {
  const ofPods = rules.filter(({ text }) => isOfNetwork(text)).flatMap(({ target }) => target ?? []);
  const shared = rules.some(({ chain, text }) => chain === "CNI-HOSTPORT-DNAT" && !isOfNetwork(text));
  return new Set(
    chains.filter(
      (chain) =>
        OWN_CHAIN.test(chain) ||
        (PORTMAP_POD_CHAIN.test(chain) && ofPods.includes(chain)) ||
        (PORTMAP_CHAIN.test(chain) && !shared),
    ),
  );
}

/** A rule of the portmap plugin for the cluster's network, or one that Calico puts into a chain of the kernel's. */
function isOfNetwork(rule: string): boolean {
  return rule.includes(`name: \\"${NETWORK_NAME}\\"`) || rule.includes('--comment "cali:');
}

/** Reads `*table`, `:CHAIN POLICY [0:0]` and `-A CHAIN rule` lines. */
function parseTables(saved: string): readonly Table[] {
  return saved.split(/^\*/m).slice(1).map(parseTable);
}

function parseTable(text: string): Table {
  const [name = "", ...lines] = text.split("\n");
  return {
    name,
    chains: lines.flatMap((line) => /^:(\S+)/.exec(line)?.[1] ?? []),
    rules: lines.flatMap((line) => {
      const match = /^-A ((\S+).*)$/.exec(line);
      const [, rule, chain] = match ?? [];
      if (rule === undefined || chain === undefined) return [];
      return [{ chain, text: rule, target: / -[jg] (\S+)/.exec(rule)?.[1] }];
    }),
  };
}
