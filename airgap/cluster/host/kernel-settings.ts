import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";

/** What the pods' network needs. */
const NEEDED: Readonly<Record<string, string>> = {
  "net/ipv4/ip_forward": "1",
  "net/bridge/bridge-nf-call-iptables": "1",
};

/** What the kubelet sets by itself. */
const SET_BY_KUBELET = [
  "vm/overcommit_memory",
  "kernel/panic",
  "kernel/panic_on_oops",
  "kernel/keys/root_maxkeys",
  "kernel/keys/root_maxbytes",
];

const SAVED = v.record(v.string(), v.string());

/** Makes the settings that the cluster needs, and keeps what they were in `file`, once. */
export function applyKernelSettings(file: string): void {
  if (!existsSync(file)) {
    const names = [...Object.keys(NEEDED), ...SET_BY_KUBELET].filter((name) => existsSync(pathOf(name)));
    const before = Object.fromEntries(names.map((name) => [name, readFileSync(pathOf(name), "utf8").trim()]));
    writeFileSync(file, JSON.stringify(before));
  }
  for (const [name, value] of Object.entries(NEEDED)) writeSetting(name, value);
}

/** Makes the settings what they were. */
export function restoreKernelSettings(file: string): void {
  if (!existsSync(file)) return;
  for (const [name, value] of Object.entries(v.parse(SAVED, JSON.parse(readFileSync(file, "utf8"))))) {
    writeSetting(name, value);
  }
}

function writeSetting(name: string, value: string): void {
  const path = pathOf(name);
  if (readFileSync(path, "utf8").trim() !== value) writeFileSync(path, value);
}

function pathOf(name: string): string {
  return join("/proc/sys", name);
}
