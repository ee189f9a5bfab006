// Functions that run inside of a page. Each is sent alone, as its text: it can use nothing from beside it.

/** Texts of all elements of a selector. */
export function textsOf(selector) {
  return [...document.querySelectorAll(selector)].map((element) => element.textContent.trim());
}

/** Texts of an attribute of all elements of a selector. */
export function attributesOf(selector, name) {
  return [...document.querySelectorAll(selector)].map((element) => element.getAttribute(name) ?? "");
}

/** The listed images of the page of photos: name, how many pictures, and which have not arrived. */
export function listedPictures() {
  return [...document.querySelectorAll(".picture")].map((element) => {
    const images = [...element.querySelectorAll("img")];
    // Those that are not on the screen would not be asked for.
    for (const image of images) image.loading = "eager";
    const missing = images.filter((image) => !image.complete || image.naturalWidth === 0);
    return {
      name: element.querySelector("h3").textContent,
      pictures: images.length,
      missing: missing.map((image) => image.src),
    };
  });
}

/** What is wider than the screen; empty where nothing has to be scrolled sideways. */
export function tooWide() {
  const wide = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
  const elements = [...document.querySelectorAll("body *")].filter(
    (element) => element.getBoundingClientRect().right > innerWidth + 1,
  );
  return [...wide, ...elements.map((element) => element.outerHTML.slice(0, 100))];
}

/** The colour behind everything. */
export function background() {
  return getComputedStyle(document.body).backgroundColor;
}

/** Runs axe-core, which has to be there: a line for each rule that is broken. */
export async function axeViolations() {
  const { violations } = await axe.run();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
