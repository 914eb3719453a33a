// A customer's small picture: the photo where the service itself keeps it, else the initials in
// a colour that is always the same for the same customer.

import { el } from "./dom.js";
import { initials } from "./format.js";

/** @typedef {import("./customers-client/index.js").Customer} Customer */

/**
 * @param {Customer} customer
 * @param {string} ownOrigin The service's: a photo from elsewhere would tell a stranger who is shown.
 */
export function avatar(customer, ownOrigin) {
  const face = el("span", { class: "avatar", "aria-hidden": "true" }, initials(customer));
  face.style.setProperty("--hue", String(hueOf(customer.id)));
  const { photo } = customer;
  if (!photo || !URL.canParse(photo) || new URL(photo).origin !== ownOrigin) return face;
  const image = el("img", { alt: "", loading: "lazy", decoding: "async", width: 36, height: 36 });
  image.addEventListener("error", () => image.remove());
  image.setAttribute("src", photo);
  face.append(image);
  return face;
}

/** @param {string} id */
export function hueOf(id) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  return sum;
}
