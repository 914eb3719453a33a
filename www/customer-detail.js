// One customer with everything the service says about them.

import { createAddressList } from "./address-list.js";
import { copyButton } from "./copy.js";
import { contactOf, factsOf } from "./customer-facts.js";
import { isCustomersError } from "./customers-client/index.js";
import { confirmFirst, openDialog, prepareDialog } from "./dialog.js";
import { byId } from "./dom.js";
import { customerName } from "./format.js";
import { metadataTree } from "./metadata-tree.js";
import { clearError, showError, showStatus } from "./notice.js";
import { drawPortrait } from "./portrait.js";
import { detail as words } from "./texts.js";
import { waitsIn } from "./wait.js";

/** @typedef {import("./customers-client/index.js").Customer} Customer */
/** @typedef {import("./service.js").Service} Service */

/**
 * @param {object} options
 * @param {() => Service | null} options.getService
 * @param {() => string} options.getOrigin The service's origin.
 * @param {(customer: Customer) => void} options.onShown It has been read from the service.
 * @param {(customer: Customer) => void} options.onEdit
 * @param {(customer: Customer) => void} options.onDeleted
 * @param {(id: string) => void} options.onGone The service has no such customer any more.
 * @param {() => void} [options.onClose]
 */
export function createCustomerDetail(options) {
  const { getService, getOrigin, onShown, onEdit, onDeleted, onGone, onClose } = options;
  const dialog = /** @type {HTMLDialogElement} */ (byId("detail"));
  const alert = byId("detail-alert");
  const status = byId("detail-status");
  const title = byId("detail-title");
  const actions = [byId("delete-customer"), byId("edit-customer")];
  const onCall = waitsIn(byId("detail-wait"));
  const addresses = createAddressList({ getService, onCall, isGone });
  let id = "";
  /** @type {Customer | null} */
  let shown = null;
  let isDeleting = false;
  /** What is being read; a save, another customer and closing the view put an end to it. */
  let reading = new AbortController();

  prepareDialog(dialog, async () => {
    if (isDeleting) showStatus(words.stillDeleting, status);
    return !isDeleting;
  });

  /** @param {Customer | null} customer null: nothing is known yet. */
  function draw(customer) {
    const samePhoto = customer && shown?.id === customer.id && shown.photo === customer.photo;
    shown = customer;
    dialog.toggleAttribute("data-unknown", !customer);
    byId("detail-name").textContent = customer ? customerName(customer) : words.loading;
    for (const button of actions) button.hidden = !customer;
    byId("detail-contact").replaceChildren(...(customer ? contactOf(customer, status) : []));
    byId("detail-facts").replaceChildren(...(customer ? factsOf(customer, status) : []));
    drawMetadata(customer?.metadata);
    // A photo that is on the screen already stays: it would be fetched again.
    const portrait = byId("detail-portrait");
    if (!customer) portrait.replaceChildren();
    else if (!samePhoto) drawPortrait(portrait, customer, getOrigin());
  }

  /** @param {Customer["metadata"] | undefined} metadata */
  function drawMetadata(metadata) {
    const some = metadata && Object.keys(metadata).length > 0;
    const text = JSON.stringify(metadata, null, 2);
    const copy = some ? [copyButton({ what: words.metadata, text, line: status })] : [];
    byId("detail-metadata-copy").replaceChildren(...copy);
    byId("detail-metadata").replaceChildren(some ? metadataTree(metadata) : words.none);
  }

  /** What had the focus may have been hidden: some browsers notice that at once. */
  function keepFocus() {
    const here = document.activeElement;
    const lost = here === document.body || !here?.checkVisibility();
    if (dialog.open && lost) title.focus({ preventScroll: true });
  }

  async function read() {
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    clearError(alert);
    dialog.setAttribute("aria-busy", "true");
    try {
      const fresh = await getService()?.call("get", [id], { signal, onCall });
      if (!fresh || signal.aborted) return;
      draw(fresh);
      onShown(fresh);
    } catch (error) {
      if (signal.aborted || isGone(error)) return;
      if (!shown) byId("detail-name").textContent = words.unknown;
      showError(alert, error, { action: { label: words.again, run: again } });
    } finally {
      if (!signal.aborted) dialog.removeAttribute("aria-busy");
    }
  }

  function again() {
    title.focus(); // The button that had it is about to go.
    read();
  }

  /** @param {unknown} error */
  function isGone(error) {
    if (!isCustomersError(error) || error.code !== "not_found") return false;
    gone();
    return true;
  }

  /** A customer that was deleted meanwhile can be neither changed nor deleted. */
  function gone() {
    reading.abort();
    addresses.close();
    dialog.removeAttribute("aria-busy");
    for (const button of actions) button.hidden = true;
    if (!shown) byId("detail-name").textContent = words.unknown;
    dialog.setAttribute("data-gone", "");
    keepFocus();
    showStatus("", status);
    showError(alert, null, { message: words.gone });
    alert.scrollIntoView({ block: "nearest" });
    onGone(id);
  }

  /** @param {Customer} customer */
  const isOpen = (customer) => dialog.open && id === customer.id;

  async function remove() {
    const customer = shown;
    const service = getService();
    if (!customer || !service || isDeleting) return;
    if (!(await confirmFirst(words.deleteFirst(customerName(customer), customer.email)))) return;
    clearError(alert);
    isDeleting = true;
    dialog.setAttribute("aria-busy", "true");
    showStatus(words.deleting, status);
    try {
      // A write is not the view's to abort: it is cancelled by its user alone.
      await service.call("delete", [customer.id], { onCall });
      if (isOpen(customer)) dialog.close();
      onDeleted(customer);
    } catch (error) {
      const isHere = isOpen(customer);
      if (isHere) showStatus("", status);
      if (isHere && isGone(error)) return;
      // Back may have closed the view, and something else may be open in it.
      const place = dialog.open ? alert : byId("alert");
      const lead = isHere ? "" : words.notDeleted(customerName(customer));
      showError(place, error, { lead, check: words.findDeleted });
      place.scrollIntoView({ block: "nearest" });
    } finally {
      isDeleting = false;
      dialog.removeAttribute("aria-busy");
    }
  }

  byId("edit-customer").addEventListener("click", () => shown && onEdit(shown));
  byId("delete-customer").addEventListener("click", remove);
  dialog.addEventListener("close", () => {
    reading.abort();
    addresses.close();
    dialog.removeAttribute("aria-busy");
    draw(null);
    onClose?.();
  });

  return {
    /**
     * In place of the customer that is open, if there is one.
     * @param {string} customerId
     * @param {object} [from]
     * @param {Customer} [from.customer] What is known is shown while the rest is on its way.
     * @param {() => HTMLElement | null} [from.findOpener]
     */
    open(customerId, { customer, findOpener } = {}) {
      id = customerId;
      dialog.removeAttribute("data-gone");
      showStatus("", status);
      draw(customer ?? null);
      if (!dialog.open) {
        openDialog(dialog, findOpener);
        title.focus();
      } else if (customer) {
        showStatus(words.nowShown(customerName(customer)), status);
      }
      dialog.scrollTop = 0;
      byId("detail-body").scrollTop = 0;
      read();
      addresses.show(id);
    },
    /** @param {Customer} customer As just saved. */
    update(customer) {
      if (!dialog.open || id !== customer.id) return;
      reading.abort(); // What was read before a save must not be drawn after it.
      dialog.removeAttribute("aria-busy");
      clearError(alert);
      draw(customer);
    },
    /** Says aloud, and in sight, what happened. @param {string} text */
    say(text) {
      // A live region is heard when it changes while it is there.
      setTimeout(() => showStatus(text, dialog.open ? status : undefined), 100);
    },
    gone,
    keepFocus,
    onCall,
    close: () => dialog.close(),
  };
}
