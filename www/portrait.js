// A customer's photo. One from the service itself is shown; one from anywhere else only
// when asked for, because loading it tells a stranger who is looked at.

import { el } from "./dom.js";
import { customerName, initials } from "./format.js";

/** @typedef {import("./customers-client/index.js").Customer} Customer */

/**
 * @param {HTMLElement} frame
 * @param {Customer} customer
 * @param {string} ownOrigin The service's origin.
 */
export function drawPortrait(frame, customer, ownOrigin) {
  const face = el("span", { class: "avatar large", "aria-hidden": "true" }, initials(customer));
  frame.replaceChildren(face);
  const photo = webAddress(customer.photo);
  if (!photo) return;
  if (photo.origin === ownOrigin) {
    loadPhoto(frame, face, photo, customer);
    return;
  }
  const show = () => {
    offer.remove();
    frame.focus(); // The button that had it is gone.
    loadPhoto(frame, face, photo, customer);
  };
  const offer = el(
    "div",
    {},
    el("button", { type: "button", click: show }, "Show photo"),
    el("p", { class: "hint" }, `From ${photo.host}`),
  );
  frame.append(offer);
}

/**
 * @param {HTMLElement} frame
 * @param {HTMLElement} face Stays where the photo does not load.
 * @param {URL} photo
 * @param {Customer} customer
 */
function loadPhoto(frame, face, photo, customer) {
  const image = /** @type {HTMLImageElement} */ (
    el("img", {
      class: "avatar large",
      alt: `Photo of ${customerName(customer)}`,
      referrerpolicy: "no-referrer",
      decoding: "async",
      hidden: true,
    })
  );
  image.addEventListener("load", () => {
    image.hidden = false;
    face.remove();
  });
  image.addEventListener("error", () => {
    image.remove();
    frame.append(el("p", { class: "hint" }, "The photo could not be loaded."));
  });
  frame.prepend(image);
  image.src = photo.href;
}

/** @param {unknown} text */
function webAddress(text) {
  if (typeof text !== "string" || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === "https:" || url.protocol === "http:" ? url : null;
}
