/** The element of that id; the page always has it. */
export function find(id) {
  return document.getElementById(id);
}

/** An element with properties and children. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** An SVG element with attributes and children. */
export function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Says a text only where it is another one: screen readers would read it again. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
