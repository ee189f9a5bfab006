import type { ServiceTable } from "./paths.ts";
import { approximated, exact, refused, unless } from "./rule.ts";

const HOST = "it lets the container at the machine that it runs on, which Muelle does not";
const WITHOUT = "run it without, or outside of the application";
const WINDOWS = "only Windows knows it";

/** What becomes of the fields that are about the machine below a container. */
export const hostFields = {
  cap_add: exact("`capAdd`"),
  cap_drop: exact("`capDrop`; none where it is left out"),
  privileged: refused(HOST, "name the capabilities that it needs in `cap_add`"),
  devices: refused(HOST, WITHOUT),
  device_cgroup_rules: refused(HOST, WITHOUT),
  security_opt: refused(
    "the engine's own profiles are in force for every container",
    WITHOUT,
    (value) => Array.isArray(value) && value.some((option) => !isNoNewPrivileges(option)),
  ),
  use_api_socket: refused(
    HOST,
    "mount /var/run/docker.sock, which gives whoever has it all rights on the machine",
  ),
  pid: refused(HOST, WITHOUT),
  ipc: refused(HOST, WITHOUT, unless("private", "shareable")),
  uts: refused(HOST, WITHOUT),
  userns_mode: refused(HOST, WITHOUT),
  cgroup: refused(HOST, WITHOUT, unless("private")),
  cgroup_parent: refused(HOST, WITHOUT),
  runtime: refused("the engine's own runtime runs every container", WITHOUT, unless("runc")),
  isolation: approximated(WINDOWS, undefined, unless("default")),
  credential_spec: refused(WINDOWS, "leave it out"),
  ulimits: exact("`ulimits`"),
  sysctls: exact("`sysctls`"),
  group_add: exact("`groupAdd`"),
  shm_size: exact("`shmSize`"),
} satisfies Partial<ServiceTable>;

function isNoNewPrivileges(option: unknown): boolean {
  return typeof option === "string" && /^no-new-privileges(?:[:=]true)?$/.test(option);
}
