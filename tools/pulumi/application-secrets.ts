/** The names under `muelle:secrets` that the application of a stack cannot do without. */
export function applicationSecrets(): readonly string[] {
  return ["db_password"];
}
