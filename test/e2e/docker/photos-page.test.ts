import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PhotosClient } from "../../../tools/demo/photos-client.ts";
import {
  accessibilityFaults,
  dropFiles,
  launchBrowser,
  type Misbehaviour,
  noteMisbehaviour,
} from "../../support/browser.ts";
import { attributesOf, background, listedPictures, textsOf, tooWide } from "../../support/in-page.mjs";
import { eventually } from "../../support/eventually.ts";
import { createProject, type Project } from "../../support/project.ts";
import { settledNetwork } from "../../support/settled-network.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";
import { gapsBetweenEvents } from "../uses/photos.ts";

const SAMPLES = join("applications", "photos", "samples");
const MEBIBYTE = 1024 * 1024;

let project: Project;
let engine: StackOnEngine;
let browser: Browser;
let client: PhotosClient;
let folder: string;
let origin: string;

let page: Page;
let misbehaviour: Misbehaviour;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), "muelle-page-"));
  project = await createProject("page", "photos", { db_password: "page-password" });
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  await project.up();
  origin = `http://127.0.0.1:${project.port}`;
  client = new PhotosClient(origin);
});

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
  await project.remove();
});

beforeEach(async () => {
  page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  misbehaviour = noteMisbehaviour(page, origin);
  await openPage();
});

afterEach(async () => {
  await page.close();
});

/** Opens the page and waits until it is live. */
async function openPage(): Promise<void> {
  await settledNetwork();
  await page.goto(origin);
  await eventually(async () => {
    expect(await text("#connection")).toMatch(/^live from \w+$/);
  });
  await page.waitForSelector("[data-number=queued]");
}

function sample(name: string): string {
  return join(SAMPLES, `${name}.jpg`);
}

async function fileOf(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function choose(...files: string[]): Promise<void> {
  const input = await page.$("input[type=file]");
  if (input === null) throw new Error("the page has no input for files");
  await input.uploadFile(...files);
}

function texts(selector: string): Promise<string[]> {
  return page.evaluate(textsOf, selector);
}

async function text(selector: string): Promise<string> {
  return (await texts(selector)).join("\n");
}

/** Waits until the texts of a selector are these. */
async function untilTexts(selector: string, expected: readonly string[]): Promise<void> {
  await eventually(async () => {
    expect(await texts(selector)).toEqual(expected);
  });
}

/** Waits until the newest images are these, by name, in any order, and all nine pictures of each are shown. */
async function untilPictures(...names: readonly string[]): Promise<void> {
  await eventually(async () => {
    const newest = (await page.evaluate(listedPictures)).slice(0, names.length);
    newest.sort((a, b) => a.name.localeCompare(b.name));
    expect(newest).toEqual(names.map((name) => ({ name, pictures: 9, missing: [] })));
  });
}

/** Has the first sample done, and waits until the page shows it. */
async function untilSample(): Promise<void> {
  await client.samples(1);
  await untilPictures("city.jpg");
}

describe("the page of photos", () => {
  it("shows a picture that is uploaded beside all that was made of it", async () => {
    await choose(sample("dawn"));
    await untilPictures("dawn.jpg");
    expect(await texts(".picture:first-child .caption")).toEqual([
      "thumbnail",
      "resize",
      "greyscale",
      "blur",
      "edges",
      "rotate",
      "contrast",
      "sepia",
    ]);
    expect(await text(".picture:first-child header span")).toMatch(
      /^\w+ in \d+ ms, \d+\.\d s after it came$/,
    );
  });

  it("uploads several files that are dropped onto it", async () => {
    await dropFiles(
      page,
      "#drop",
      [sample("night"), sample("snow"), sample("city")].map((path) => join(process.cwd(), path)),
    );
    await untilPictures("city.jpg", "night.jpg", "snow.jpg");
    await untilTexts("#said", ["3 pictures sent"]);
  });

  it("shows how far an upload is", async () => {
    const session = await page.createCDPSession();
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: 40 * 1024,
    });
    await choose(sample("lake"));
    await page.waitForSelector("#uploads li[data-state=sending]");
    await eventually(async () => {
      expect(await text("#uploads li span")).toMatch(/^[1-9]\d? %$/);
    });
    expect(await text("#uploads b")).toBe("lake.jpg");
    await untilTexts("#said", ["1 picture sent"]);
    await untilPictures("lake.jpg");
  });

  it("says why a file is not taken: by itself where it can, else in the service's words", async () => {
    await choose(
      await fileOf("notes.txt", "no picture"),
      await fileOf("large.jpg", Buffer.alloc(13 * MEBIBYTE)),
      await fileOf("disguised.jpg", "no picture either"),
      await fileOf("empty.png", ""),
    );
    await eventually(async () => {
      expect(await texts("#uploads li[data-state=failed] [role=alert]")).toEqual([
        "not a picture that is known here, but text/plain",
        "13 MiB: larger than 12 MiB",
        "disguised.jpg: not a picture that is known here (JPEG, PNG, GIF, WebP or BMP)",
        "it is empty, or a folder",
      ]);
    });
    await untilTexts("#said", ["0 pictures sent, 4 refused"]);
  });

  it("shows a picture that cannot be read with the reason, and the dead letter", async () => {
    await choose(join("applications", "photos", "tests", "poison.jpg"));
    await untilTexts(".picture[data-status=failed] header span", ["given up: OSError: Truncated File Read"]);
    await untilTexts("[data-number=dead]", ["1"]);
    await page.click("#given-up summary");
    await untilTexts("#letters b", ["OSError: Truncated File Read"]);
  });

  it("follows by itself what others do", async () => {
    const before = Number(await text("[data-number=done]"));
    await client.samples(30);
    await eventually(async () => {
      expect(Number(await text("[data-number=done]"))).toBe(before + 30);
    });
    await untilTexts("[data-number=queued]", ["0"]);
    await eventually(async () => {
      const heights = (await page.evaluate(attributesOf, "#plot rect", "height")).map(Number);
      expect(heights).toHaveLength(60);
      expect(Math.max(...heights)).toBeGreaterThan(0);
    });
    const done = (await texts("#workers dd")).filter((_, index) => index % 2 === 0).map(Number);
    expect(done).toHaveLength(3);
    expect(done.reduce((sum, count) => sum + count, 0)).toBe(before + 30);
  });

  it("has a card for each worker that lives", async () => {
    const [first = ""] = await engine.containersOf("worker");
    const heartbeats = await texts(".worker > .soft");
    for (const heartbeat of heartbeats) expect(heartbeat).toMatch(/^(idle|working), heartbeat \d\.\d s ago$/);
    expect(heartbeats).toHaveLength(3);
    await engine.stopByHand(first, 10);
    await eventually(async () => {
      expect(await page.$$(".worker")).toHaveLength(2);
    });
    await engine.startByHand(first);
    await eventually(async () => {
      expect(await page.$$(".worker")).toHaveLength(3);
    });
  });

  it("tells of a worker that was killed that it is silent", async () => {
    const [first = ""] = await engine.containersOf("worker");
    await engine.stopByHand(first, 0);
    const card = `[data-worker^="${first.slice(0, 12)}"]`;
    await page.waitForSelector(`${card}[data-state=late]`);
    expect(await text(`${card} > .soft`)).toMatch(/^silent for \d+ s$/);
    await engine.startByHand(first);
    await page.waitForSelector(`${card}:not([data-state=late])`);
  });

  it("tells that queue or database are away, and that they are back", async () => {
    for (const [service, name] of [
      ["queue", "the queue"],
      ["db", "the database"],
    ] as const) {
      const [id = ""] = await engine.containersOf(service);
      await engine.stopByHand(id, 20);
      await eventually(async () => {
        expect(await text("#connection[data-state=trouble]")).toContain(`: ${name} cannot be reached`);
      });
      await engine.startByHand(id);
      await page.waitForSelector("#connection[data-state=live]");
    }
  });

  it("offers to send again what could not be taken for a moment", async () => {
    const [db = ""] = await engine.containersOf("db");
    await engine.stopByHand(db, 20);
    await choose(sample("storm"));
    await untilTexts("#uploads [role=alert]", ["the database cannot be reached"]);
    await engine.startByHand(db);
    await page.waitForSelector("#connection[data-state=live]");
    await page.click("#uploads li button:not(.close)");
    await untilTexts("#said", ["1 picture sent"]);
    await untilPictures("storm.jpg");
  });

  it("asks again for pictures that did not come", async () => {
    const refused = new Set<string>();
    await page.setRequestInterception(true);
    page.on("request", (request) => {
      const picture = /\/(results|original)\b/.test(request.url());
      if (!picture || refused.has(request.url())) return void request.continue();
      refused.add(request.url());
      return void request.respond({ status: 503, body: "the database cannot be reached" });
    });
    await untilSample();
    expect(refused.size).toBeGreaterThanOrEqual(9);
  });

  it("tells which replicas answer, and goes on with another one when its own stops", async () => {
    await eventually(async () => {
      expect(await page.$$(".replica")).toHaveLength(2);
    });
    const replica = (await text("#connection")).replace("live from ", "");
    const replicas = await engine.containersOf("web");
    const own = replicas.find((id) => id.startsWith(replica)) ?? "none";
    const since = Date.now();
    await engine.stopByHand(own, 20);
    // A stream that went on for ever would be cut after uvicorn's twenty seconds.
    expect(Date.now() - since).toBeLessThan(5000);
    // By the signal that it was asked with, after all was said; 137 if it had to be killed.
    expect((await engine.inspect(own)).State.ExitCode).toBe(143);
    const other = replicas.find((id) => id !== own) ?? "none";
    await untilTexts("#connection", [`live from ${other.slice(0, 12)}`]);
    await untilSample();
    await engine.startByHand(own);
    await eventually(async () => {
      expect(await page.$$(".replica")).toHaveLength(2);
    });
  });

  it("opens a result beside the original, and goes on with the arrow keys", async () => {
    await untilSample();
    await page.click(".picture[data-status=done] .results button");
    const shown = (): Promise<string[]> => page.evaluate(attributesOf, "#compare[open] img", "alt");
    expect(await shown()).toEqual(["original", "thumbnail"]);
    await page.keyboard.press("ArrowRight");
    expect(await shown()).toEqual(["original", "resize"]);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await shown()).toEqual([]);
  });

  it.each([360, 390, 768])("fits a screen of %i pixels without scrolling sideways", async (width) => {
    await page.setViewport({ width, height: 800, isMobile: true, hasTouch: true });
    // To become a phone, the browser has to load the page again.
    await openPage();
    await untilSample();
    await choose(await fileOf(`${"long-name-without-an-end-".repeat(6)}.txt`, "no picture"));
    await page.waitForSelector("#uploads li[data-state=failed]");
    expect(await page.evaluate(tooWide)).toEqual([]);
  });

  it.each(["light", "dark"])("can be read by everybody in the %s scheme", async (scheme) => {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await untilSample();
    const expected = scheme === "light" ? "rgb(245, 242, 236)" : "rgb(22, 20, 18)";
    expect(await page.evaluate(background)).toBe(expected);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it("asks nobody else for anything and breaks no rule of its own policy", async () => {
    await untilSample();
    expect(misbehaviour).toEqual({ errors: [], foreign: [] });
    const policy = (await fetch(origin)).headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).not.toContain("unsafe");
  });

  it("gets its events through nginx as they happen", async () => {
    const gaps = await gapsBetweenEvents(origin);
    for (const gap of gaps) expect(gap).toBeLessThan(2000);
    expect(Math.max(...gaps)).toBeGreaterThan(300);
  });
});
