// Puts every message beside its field: the package's own checks as the user goes along,
// and the service's after submitting. Both come in one shape, so both end in one place.

import { el } from "./dom.js";
import { clearError, saidOfFields, showError } from "./notice.js";
import { forms as words } from "./texts.js";

/** @typedef {import("./customers-client/index.js").FieldErrors} FieldErrors */
/** @typedef {{ control: HTMLInputElement, line: HTMLElement }} Field */

/**
 * @param {HTMLFormElement} form Its `.field` elements hold one control each, known by its name
 *   or by the wrapper's `data-field`.
 * @param {() => FieldErrors} check What is wrong with the form as it stands.
 */
export function watchForm(form, check) {
  const fields = findFields(form);
  const alert = /** @type {HTMLElement} */ (form.querySelector("[data-form-alert]"));
  /** Fields the user has changed, and has left since: only those are told about faults. */
  const changed = new Set();
  const visited = new Set();
  /** @type {Map<string, string[]>} The service's messages, until their field is edited. */
  let answered = new Map();

  function draw() {
    const faults = byField(check(), fields).placed;
    for (const [name, field] of fields) {
      const own = visited.has(name) ? faults.get(name) : undefined;
      drawField(field, own ?? answered.get(name) ?? []);
    }
  }

  form.addEventListener("input", (event) => {
    const name = nameOf(event.target);
    changed.add(name);
    answered.delete(name);
    draw();
  });
  form.addEventListener("focusout", (event) => {
    const name = nameOf(event.target);
    // A field that was only passed through is not scolded for being empty.
    if (changed.has(name)) visited.add(name);
    draw();
  });

  function focusFirstFault() {
    for (const { control } of fields.values()) {
      if (control.getAttribute("aria-invalid") !== "true") continue;
      control.focus();
      return true;
    }
    return false;
  }

  return {
    /** Forget everything said so far: the form shows something else now. */
    reset() {
      changed.clear();
      visited.clear();
      answered = new Map();
      clearError(alert);
      draw();
    },
    /** Look again, and tell about this field at once. @param {string} name */
    tell(name) {
      visited.add(name);
      answered.delete(name);
      draw();
    },
    /** Before sending: true when nothing is wrong; else the first faulty field has focus. */
    passes() {
      for (const name of fields.keys()) visited.add(name);
      answered = new Map();
      clearError(alert);
      draw();
      return !focusFirstFault();
    },
    /**
     * After sending: field messages beside their fields, all else at the form's top.
     * @param {unknown} error
     * @param {{ check?: string }} [options] How to find out whether a write was carried out.
     */
    showAnswer(error, { check } = {}) {
      const { placed, rest } = byField(saidOfFields(error), fields);
      answered = placed;
      draw();
      // The top of the form repeats nothing that stands beside a field.
      const message = placed.size > 0 && rest.length === 0 ? words.seeFields : undefined;
      showError(alert, error, { check, message, messages: rest });
      if (!focusFirstFault()) alert.scrollIntoView({ block: "nearest" });
    },
  };
}

/**
 * @param {HTMLFormElement} form
 * @returns {Map<string, Field>}
 */
function findFields(form) {
  const fields = new Map();
  for (const wrapper of form.querySelectorAll(".field")) {
    const control = wrapper.querySelector("input:not([type=checkbox]), textarea, select");
    if (!control) continue;
    // What is said while its field is being typed in has to be heard.
    const live = wrapper.hasAttribute("data-live") && "polite";
    const line = el("p", { class: "field-error", id: `${control.id}-error`, "aria-live": live });
    wrapper.append(line);
    fields.set(nameOf(control), { control, line });
  }
  return fields;
}

/** @param {any} control */
function nameOf(control) {
  return control.closest?.("[data-field]")?.dataset.field ?? control.name ?? "";
}

/**
 * "metadata.a.b" belongs to the field "metadata" and keeps its path in the text.
 * @param {FieldErrors} errors
 * @param {Map<string, Field>} fields
 */
function byField(errors, fields) {
  /** @type {Map<string, string[]>} */
  const placed = new Map();
  /** @type {string[]} */
  const rest = [];
  for (const [path, messages] of Object.entries(errors)) {
    const name = path.split(".", 1)[0];
    const plain = path === name && fields.has(name);
    const texts = messages.map((text) =>
      plain || path === "non_field_errors" || text.includes(path) ? text : `${path}: ${text}`,
    );
    if (fields.has(name)) placed.set(name, [...(placed.get(name) ?? []), ...texts]);
    else rest.push(...texts);
  }
  return { placed, rest };
}

/**
 * @param {Field} field
 * @param {string[]} messages
 */
function drawField({ control, line }, messages) {
  const text = messages.join(" ");
  if (line.textContent !== text) {
    line.textContent = text;
    if (text && control === document.activeElement) line.scrollIntoView({ block: "nearest" });
  }
  const described = new Set((control.getAttribute("aria-describedby") ?? "").split(" "));
  described.delete("");
  if (text) {
    control.setAttribute("aria-invalid", "true");
    described.add(line.id);
  } else {
    control.removeAttribute("aria-invalid");
    described.delete(line.id);
  }
  if (described.size > 0) control.setAttribute("aria-describedby", [...described].join(" "));
  else control.removeAttribute("aria-describedby");
}
