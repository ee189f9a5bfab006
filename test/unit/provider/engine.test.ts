import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutFrames } from "../../../provider/engine.ts";

function frame(text: string): Buffer {
  const content = Buffer.from(text);
  const header = Buffer.alloc(8);
  header[0] = 1;
  header.writeUInt32BE(content.length, 4);
  return Buffer.concat([header, content]);
}

describe("withoutFrames", () => {
  it("joins the content of all frames, whatever it is", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" })), (texts) => {
        expect(withoutFrames(Buffer.concat(texts.map(frame)))).toBe(texts.join(""));
      }),
    );
  });

  it("keeps what is there of a frame that was cut off", () => {
    expect(withoutFrames(frame("last words").subarray(0, 12))).toBe("last");
  });
});
