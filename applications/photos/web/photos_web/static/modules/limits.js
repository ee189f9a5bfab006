const NAMES = {
  "image/jpeg": "JPEG",
  "image/png": "PNG",
  "image/gif": "GIF",
  "image/webp": "WebP",
  "image/bmp": "BMP",
};

/** The limits in words. */
export function describeLimits({ max_bytes: bytes, types }) {
  return `${types.map((type) => NAMES[type] ?? type).join(", ")}; ${inMebibytes(bytes)} each at most`;
}

/** Why a file need not be sent at all; undefined where it may be. The service looks itself, at the content. */
export function objection(file, { max_bytes: bytes, types }) {
  if (file.size === 0) return "it is empty, or a folder";
  if (file.type !== "" && !types.includes(file.type))
    return `not a picture that is known here, but ${file.type}`;
  if (file.size > bytes) return `${inMebibytes(file.size)}: larger than ${inMebibytes(bytes)}`;
  return undefined;
}

function inMebibytes(bytes) {
  const mebibytes = bytes / 1024 / 1024;
  return `${Number.isInteger(mebibytes) ? mebibytes : mebibytes.toFixed(1)} MiB`;
}
