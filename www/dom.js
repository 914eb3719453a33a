// The two things every part needs from the document.

/**
 * The element with this id; a missing one is a mistake in index.html.
 * @template {HTMLElement} T
 * @param {string} id
 * @returns {T}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`No element #${id} in the page`);
  return /** @type {T} */ (element);
}

/**
 * Makes an element. Text stays text: strings become text nodes, never markup.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] Functions listen to the event of that name;
 *   null, undefined and false are left out.
 * @param {...(Node | string | null | undefined)} children
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") {
      element.addEventListener(name, /** @type {EventListener} */ (value));
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}
