import { describe, expect, it } from "vitest";
import { leftBehind, volumeDetails } from "../../../../components/volumes/index.ts";

const now = new Date("2026-11-28T12:00:00Z");

const left = {
  volume: "data",
  what: "the volume shop-dev_data",
  size: 1.5 * 1024 ** 3,
  created: new Date("2026-11-25T11:00:00Z"),
  removal: "docker volume rm shop-dev_data",
};

describe("leftBehind", () => {
  it("says how much is left, how old it is, and what was probably meant", () => {
    expect(leftBehind([left], [{ name: "pgdata", renamedFrom: undefined }], now)).toEqual([
      {
        path: "volumes.data",
        message:
          "the volume shop-dev_data (1.5 GiB, 3 days old) is left behind: the application has it no longer",
        hint:
          'Did you mean pgdata? It begins empty, unless you say: volumes: { pgdata: { renamedFrom: "data" } }. ' +
          "If it should stay, keep data in `volumes`. If it should go: docker volume rm shop-dev_data",
      },
    ]);
  });

  it("asks nothing where no new volume is like it", () => {
    const fresh = ["queue", "cache"].map((name) => ({ name, renamedFrom: undefined }));
    const [fault] = leftBehind([{ ...left, fate: "it is deleted" }], fresh, now);
    expect(fault?.message).toMatch(/no longer; it is deleted$/);
    expect(fault?.hint).toMatch(/^If it should stay/);
  });
});

describe("volumeDetails", () => {
  it.each([
    [0, "2026-11-28T11:59:59Z", "0 B, 1 minute old"],
    [2048, "2026-11-28T09:30:00Z", "2.0 KiB, 2 hours old"],
    [50 * 1024 ** 2, "2026-11-27T11:00:00Z", "50 MiB, 1 day old"],
  ])("puts %i bytes of %s into words", (size, created, words) => {
    expect(volumeDetails(size, new Date(created), now)).toBe(words);
  });

  it("leaves out what is not known", () => {
    expect(volumeDetails(undefined, undefined, now)).toBe("");
  });
});
