import { find, make } from "./dom.js";
import { ask } from "./ask.js";
import { PictureItem } from "./picture-item.js";

const PAGE = 24;

/** The newest images, each with what the workers made of it. */
export class Pictures {
  #list;
  #compare;
  #images = new Map();
  #items = new Map();
  #limit = PAGE;

  constructor(list, compare) {
    this.#list = list;
    this.#compare = compare;
    find("more").addEventListener("click", () => this.#more());
  }

  /** Takes in images that are new or have changed. */
  show(images) {
    for (const image of images) this.#images.set(image.id, image);
    const newest = [...this.#images.values()]
      .sort((a, b) => (a.created < b.created ? 1 : -1))
      .slice(0, this.#limit);
    this.#images = new Map(newest.map((image) => [image.id, image]));
    const items = newest.map((image) => this.#item(image));
    this.#items = new Map(items.map((item) => [item.id, item]));
    this.#arrange(items.map(({ element }) => element));
    find("no-images").hidden = newest.length > 0;
    find("more").hidden = newest.length < this.#limit;
  }

  #item(image) {
    const item = this.#items.get(image.id) ?? new PictureItem(image, this.#compare);
    item.show(image);
    return item;
  }

  /** Moves only what is not in its place: an element that is moved loses its focus and its scroll position. */
  #arrange(elements) {
    const wanted = new Set(elements);
    for (const child of [...this.#list.children]) if (!wanted.has(child)) child.remove();
    elements.forEach((element, index) => {
      if (this.#list.children[index] !== element)
        this.#list.insertBefore(element, this.#list.children[index] ?? null);
    });
  }

  async #more() {
    this.#limit += PAGE;
    try {
      this.show((await ask(`/images?count=${this.#limit}`)).images);
    } catch (error) {
      find("more").after(make("p", { className: "bad", role: "alert", textContent: error.message }));
    }
  }
}
