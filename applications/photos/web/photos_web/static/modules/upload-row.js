import { make } from "./dom.js";

/** One upload in the list: name, progress, and how it ended. */
export class UploadRow {
  #bar;
  #note = make("span", { className: "soft", textContent: "waiting" });

  constructor(file) {
    this.#bar = make("progress", { max: 1, value: 0 });
    this.#bar.setAttribute("aria-label", `Upload of ${file.name}`);
    const close = make("button", { type: "button", className: "close", textContent: "×", hidden: true });
    close.setAttribute("aria-label", `Forget ${file.name}`);
    close.addEventListener("click", () => this.element.remove());
    this.element = make("li", {}, make("b", { textContent: file.name }), this.#note, this.#bar, close);
    this.element.dataset.state = "waiting";
  }

  progress(share) {
    this.element.dataset.state = "sending";
    this.#bar.value = share;
    this.#note.textContent = share < 1 ? `${Math.round(share * 100)} %` : "being taken in";
  }

  done() {
    this.element.dataset.state = "done";
    this.#bar.value = 1;
    this.#note.textContent = "sent";
  }

  /** @param again what to do to try again; left out where it would not help */
  fail(reason, again) {
    this.element.dataset.state = "failed";
    this.#note.textContent = reason;
    this.#note.setAttribute("role", "alert");
    this.#bar.remove();
    if (again !== undefined) {
      const button = make("button", { type: "button", textContent: "Try again" });
      button.addEventListener("click", again);
      this.#note.after(button);
    }
    this.element.querySelector(".close").hidden = false;
  }
}
