// A customer's photo. One from the service itself is shown; one from anywhere else only
// when asked for, because loading it tells a stranger who is looked at.

import { hueOf } from "./avatar.js";
import { el } from "./dom.js";
import { customerName, initials } from "./format.js";
import { portrait as words } from "./texts.js";

/** @typedef {import("./customers-client/index.js").Customer} Customer */

/**
 * @param {HTMLElement} frame
 * @param {Customer} customer
 * @param {string} ownOrigin The service's origin.
 */
export function drawPortrait(frame, customer, ownOrigin) {
  const face = el("span", { class: "avatar large", "aria-hidden": "true" }, initials(customer));
  face.style.setProperty("--hue", String(hueOf(customer.id)));
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
    el("button", { type: "button", click: show }, words.show),
    el("p", { class: "hint" }, words.from(photo.host)),
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
      alt: words.of(customerName(customer)),
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
    frame.append(el("p", { class: "hint" }, words.failed));
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
