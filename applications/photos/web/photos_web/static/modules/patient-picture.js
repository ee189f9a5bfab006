import { make } from "./dom.js";

/** How long to wait before a picture is asked for again; milliseconds, one for each try. */
const PAUSES = [500, 1000, 2000, 4000, 8000, 16000];

/** A picture that is asked for again where it did not come: a replica or the database may be away for a moment. */
export function patientPicture(src, alt) {
  const image = make("img", { alt, loading: "lazy", decoding: "async", src });
  const pauses = [...PAUSES];
  image.addEventListener("error", () => {
    const pause = pauses.shift();
    if (pause !== undefined) setTimeout(() => (image.src = src), pause);
  });
  return image;
}
