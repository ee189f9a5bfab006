import type { Resource } from "../resource.ts";
import { fieldsOf, listOf, textOf } from "./values.ts";

const CONTAINER = "docker:index/container:Container";

/** Whether it is a container of the Docker Engine. */
export function isDockerContainer({ type }: Resource): boolean {
  return type === CONTAINER;
}

/** Whether a container runs a program: those that only hold files or fill a volume do not. */
export function runs({ props }: Resource): boolean {
  return props["start"] !== false;
}

/** The environment variables of a container, `NAME=value`. */
export function environmentOf({ props }: Resource): readonly (readonly [name: string, value: string])[] {
  return listOf(props["envs"]).flatMap((entry) => {
    const text = textOf(entry);
    if (text === undefined) return [];
    const end = text.indexOf("=");
    return end < 0 ? [] : [[text.slice(0, end), text.slice(end + 1)] as const];
  });
}

/** Names of the variables that Muelle filled from secrets, as a label of the container says. */
export function secretVariablesOf({ props }: Resource): readonly string[] {
  return listOf(props["labels"]).flatMap((entry) => {
    const { label, value } = fieldsOf(entry);
    return label === "muelle.secret-variables" ? (textOf(value) ?? "").split(",") : [];
  });
}

/** The addresses of the host that a container's ports are bound to. */
export function publishedOf({ props }: Resource): readonly { readonly ip: string; readonly port: number }[] {
  return listOf(props["ports"]).map((entry) => {
    const { ip, external, internal } = fieldsOf(entry);
    return { ip: textOf(ip) ?? "0.0.0.0", port: Number(external ?? internal) };
  });
}

/** The folders and sockets of the host that a container sees. */
export function hostPathsOf({ props }: Resource): readonly string[] {
  return [...listOf(props["volumes"]), ...listOf(props["mounts"])].flatMap((entry) => {
    const { hostPath, source, type } = fieldsOf(entry);
    const path = textOf(hostPath) ?? (type === "bind" ? textOf(source) : undefined);
    return path === undefined ? [] : [path];
  });
}
