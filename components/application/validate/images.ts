import { entriesOf } from "../normalise/context.ts";
import { forEachService, type Rule } from "./facts.ts";

/** `[registry[:port]/]path[:tag][@algorithm:hex]`, the path in lower case. */
const REFERENCE =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d+)?\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::\w[\w.-]{0,127})?(?:@[A-Za-z0-9+._-]+:[0-9a-fA-F]{32,})?$/;
const PLATFORM = /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9]+)?$/;

/** Where each service's image comes from. */
export const images: Rule = forEachService(({ path, spec }, { faults, isCut }) => {
  const { image, build } = spec;
  if (image === undefined && build === undefined) {
    if (isCut(`${path}.image`) || isCut(`${path}.build`)) return;
    faults.add(path, "neither image nor build", "name an `image` to pull, or say in `build` how it is built");
  }
  if (image !== undefined && build !== undefined) {
    faults.add(path, "both image and build", "leave out one of them; a built image is named by its content");
  }
  if (typeof image === "string" && !REFERENCE.test(image)) {
    faults.add(
      `${path}.image`,
      `not an image reference: ${JSON.stringify(image)}`,
      'for example "postgres:17"',
    );
  }
  for (const [place, name] of entriesOf(`${path}.build.platforms`, build?.platforms)) {
    if (!PLATFORM.test(name)) {
      faults.add(place, `not a platform: ${JSON.stringify(name)}`, 'for example "linux/amd64"');
    }
  }
});
