import { answered, refusal } from "./ask.js";

/**
 * Uploads one picture. XMLHttpRequest, because fetch tells nothing of how far an upload is.
 *
 * @param {(share: number) => void} onProgress called with how much has been sent, from 0 to 1
 * @throws Error with `again`: whether the same may work later
 */
export function sendPicture(file, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (status, body) =>
      reject(Object.assign(new Error(refusal(status, body)), { again: status === 0 || status >= 500 }));
    request.upload.addEventListener("progress", ({ loaded, total }) =>
      onProgress(total === 0 ? 1 : loaded / total),
    );
    request.addEventListener("load", () => {
      answered(request.getResponseHeader("x-replica"));
      if (request.status === 202) resolve(JSON.parse(request.responseText));
      else fail(request.status, request.responseText);
    });
    request.addEventListener("error", () => fail(0, ""));
    request.open("POST", "/images");
    const form = new FormData();
    form.append("files", file);
    request.send(form);
  });
}
