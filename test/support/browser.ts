import axe from "axe-core";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { findBrowser } from "../../tools/browser/find-browser.ts";
import { axeViolations } from "./in-page.mjs";

/** A headless Chrome or Chromium. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser(process.env);
  if (executablePath === undefined)
    throw new Error("these tests need a Chrome or Chromium: run them by `npm test`, or set CHROME_PATH");
  return puppeteer.launch({
    executablePath,
    // Chromium's sandbox does not work for root, and containers often give it too little shared memory.
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
}

/** What a page did that it should not have. */
export interface Misbehaviour {
  /** Errors of its scripts and whatever the browser complained of. */
  readonly errors: string[];
  /** Requests to any other origin. */
  readonly foreign: string[];
}

/** Notes what a page does that it should not. */
export function noteMisbehaviour(page: Page, origin: string): Misbehaviour {
  const noted: Misbehaviour = { errors: [], foreign: [] };
  page.on("pageerror", (error) => {
    noted.errors.push(error instanceof Error ? error.message : String(error));
  });
  page.on("console", (message) => {
    if (message.type() === "error") noted.errors.push(message.text());
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith("blob:")) noted.foreign.push(url);
  });
  return noted;
}

/** What axe-core finds wrong with a page for people who see, hear or move otherwise; a line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // By the debugger, for which the page's own policy does not count.
  await page.evaluate(axe.source);
  return page.evaluate(axeViolations);
}

/** Drops files from this machine's disk at a point of the page, as somebody who drags them there. */
export async function dropFiles(page: Page, selector: string, files: readonly string[]): Promise<void> {
  const target = await page.$(selector);
  const box = await target?.boundingBox();
  if (box === null || box === undefined) throw new Error(`${selector} cannot be seen`);
  const session = await page.createCDPSession();
  const drag = {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    data: { items: [], files: [...files], dragOperationsMask: 1 },
  };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, ...drag });
  await session.detach();
}
