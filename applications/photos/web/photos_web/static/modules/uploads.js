import { objection } from "./limits.js";
import { say } from "./dom.js";
import { sendPicture } from "./send-picture.js";
import { UploadRow } from "./upload-row.js";

const AT_ONCE = 3;
const GONE_MILLISECONDS = 4000;

/** The uploads of this page: some at a time, each with its own progress and its own end. */
export class Uploads {
  /** What the service takes; known with its first event. */
  limits = undefined;
  #list;
  #said;
  #waiting = [];
  #running = 0;
  #sent = 0;
  #failed = 0;

  constructor(list, said) {
    this.#list = list;
    this.#said = said;
  }

  add(files) {
    if (this.#running === 0 && this.#waiting.length === 0) this.#sent = this.#failed = 0;
    for (const file of files) {
      const row = new UploadRow(file);
      this.#list.append(row.element);
      const reason = this.limits === undefined ? undefined : objection(file, this.limits);
      if (reason === undefined) this.#waiting.push({ file, row });
      else {
        this.#failed++;
        row.fail(reason);
      }
    }
    this.#next();
    this.#summarise();
  }

  #next() {
    while (this.#running < AT_ONCE && this.#waiting.length > 0) this.#send(this.#waiting.shift());
  }

  async #send({ file, row }) {
    this.#running++;
    try {
      await sendPicture(file, (share) => row.progress(share));
      this.#sent++;
      row.done();
      // What is done is seen among the pictures; what failed stays until somebody has read it.
      setTimeout(() => row.element.remove(), GONE_MILLISECONDS);
    } catch (error) {
      this.#failed++;
      row.fail(error.message, error.again ? () => this.#again(file, row) : undefined);
    }
    this.#running--;
    this.#next();
    this.#summarise();
  }

  #again(file, row) {
    this.#failed--;
    row.element.remove();
    this.add([file]);
  }

  #summarise() {
    if (this.#running + this.#waiting.length > 0) return;
    const sent = `${this.#sent} ${this.#sent === 1 ? "picture" : "pictures"} sent`;
    say(this.#said, this.#failed === 0 ? sent : `${sent}, ${this.#failed} refused`);
  }
}
