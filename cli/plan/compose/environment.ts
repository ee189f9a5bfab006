import { UNKNOWN } from "../../../components/testing/recording.ts";
import { secretOf } from "../../../components/deploy/secrets.ts";
import { Interpolation } from "./interpolation.ts";

/**
 * The variables of a service. Compose gives no variable the value of a secret, so who runs the file sets it:
 * `SECRET_DB_URL` for the secret `db_url`. What another resource gives is not known to a plan, nor is its name.
 */
export function composeEnvironment(envs: readonly string[]): readonly (string | Interpolation)[] {
  return envs
    .filter((entry) => entry !== UNKNOWN)
    .map((entry) => {
      const end = entry.indexOf("=");
      const secret = secretOf(entry.slice(end + 1));
      if (secret === undefined) return entry;
      const variable = `SECRET_${secret.toUpperCase().replaceAll(/\W/g, "_")}`;
      return new Interpolation(`${entry.slice(0, end)}=\${${variable}:?the value of the secret ${secret}}`);
    });
}
