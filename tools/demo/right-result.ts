import { imageSize } from "image-size";

/** Width and height. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const THUMBNAIL = 160;

const same = (original: Size): Size => original;

/** What size each operation makes of an original. */
const SIZES: Readonly<Record<string, (original: Size) => Size>> = {
  thumbnail: ({ width, height }) => {
    const share = Math.min(1, THUMBNAIL / width, THUMBNAIL / height);
    return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) };
  },
  resize: ({ width, height }) => ({
    width: Math.max(1, Math.floor(width / 2)),
    height: Math.max(1, Math.floor(height / 2)),
  }),
  greyscale: same,
  blur: same,
  edges: same,
  rotate: ({ width, height }) => ({ width: height, height: width }),
  contrast: same,
  sepia: same,
};

/** The operations that are done to every picture. */
export const OPERATIONS: readonly string[] = Object.keys(SIZES);

/** The size in which a picture is seen: cameras write a turned picture as it lies, and that it is to be turned. */
export function seenSize(picture: Uint8Array): Size {
  const { width, height, orientation = 1 } = imageSize(picture);
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/** What is wrong with the result of an operation; undefined where it is a whole JPEG of the right size. */
export function wrongWith(result: Uint8Array, operation: string, original: Size): string | undefined {
  const expected = SIZES[operation]?.(original);
  if (expected === undefined) return `no such operation is known: ${operation}`;
  const found = measured(result);
  if (found?.type !== "jpg") return `${operation}: not a JPEG but ${found?.type ?? "no picture at all"}`;
  // A JPEG that was cut off has a right head, and does not end as one.
  if (result.at(-2) !== 0xff || result.at(-1) !== 0xd9) return `${operation}: the JPEG has no end`;
  if (near(found.width, expected.width) && near(found.height, expected.height)) return undefined;
  return `${operation}: ${found.width}x${found.height}, not ${expected.width}x${expected.height}`;
}

/** Whose rounding is right to a pixel is not for the demonstration to say. */
function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1;
}

function measured(
  bytes: Uint8Array,
): { readonly width: number; readonly height: number; readonly type: string } | undefined {
  try {
    const { width, height, type = "unknown" } = imageSize(bytes);
    return { width, height, type };
  } catch {
    return undefined;
  }
}
