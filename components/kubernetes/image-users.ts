import type { ApplicationModel } from "../application/index.ts";
import { builtUser, type ImageUser, parseUser } from "./image-user.ts";

/** Who the containers of each service run as: what the service says, else what its Dockerfile does. */
export function imageUsers({ services }: ApplicationModel): Record<string, ImageUser> {
  return Object.fromEntries(
    services.map(({ name, user, build }): [string, ImageUser] => {
      if (user !== undefined) return [name, parseUser(user)];
      return [name, build === undefined ? { type: "unknown" } : builtUser(build)];
    }),
  );
}
