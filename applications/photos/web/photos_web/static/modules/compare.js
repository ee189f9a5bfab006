import { make } from "./dom.js";
import { patientPicture } from "./patient-picture.js";

/** A dialog with the original on one side and a result on the other; the arrow keys go through the results. */
export class Compare {
  #dialog;
  #image;
  #operation;

  constructor(dialog) {
    this.#dialog = dialog;
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      this.#go(step);
    });
  }

  open(image, operation) {
    this.#image = image;
    this.#render(operation);
    this.#dialog.showModal();
    this.#focus();
  }

  #go(step) {
    const names = made(this.#image);
    this.#render(names.at((names.indexOf(this.#operation) + step) % names.length));
    this.#focus();
  }

  #focus() {
    this.#dialog.querySelector("[aria-pressed=true]").focus();
  }

  #render(operation) {
    this.#operation = operation;
    const { name, original, results } = this.#image;
    const close = make("button", { type: "button", className: "close", textContent: "Close" });
    close.addEventListener("click", () => this.#dialog.close());
    this.#dialog.replaceChildren(
      make("header", {}, make("h2", { id: "compare-title", textContent: name }), close),
      make("div", { className: "pair" }, side(original, "original"), side(results[operation], operation)),
      make("div", { className: "choices" }, ...made(this.#image).map((each) => this.#choice(each))),
    );
  }

  #choice(operation) {
    const button = make("button", { type: "button", textContent: operation });
    button.setAttribute("aria-pressed", String(operation === this.#operation));
    button.addEventListener("click", () => {
      this.#render(operation);
      this.#focus();
    });
    return button;
  }
}

/** The operations whose results are there, in the order in which they are listed. */
function made({ operations, results }) {
  return operations.filter((operation) => operation in results);
}

function side(url, name) {
  const link = make("a", { href: url, target: "_blank", rel: "noopener", textContent: name });
  return make("figure", {}, patientPicture(url, name), make("figcaption", {}, link));
}
