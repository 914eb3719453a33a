// What was entered into a form and not saved yet, kept in this tab over a reload. No document here.
//
// Only what differs from what the form opened with, and never a key or a file.

const STORED = "customer-desk.draft";

/**
 * @typedef {object} Draft
 * @property {string} about Which form, and of what.
 * @property {Record<string, string>} values By the controls' names.
 * @property {boolean} more Whether there was something that cannot be kept, such as a photo.
 */

/** @param {Draft | null} draft null: nothing is left to keep. */
export function keepDraft(draft) {
  try {
    if (draft) sessionStorage.setItem(STORED, JSON.stringify(draft));
    else sessionStorage.removeItem(STORED);
  } catch {
    // Blocked storage costs a reload its draft, nothing more.
  }
}

/**
 * @param {string} about
 * @returns {Draft | null}
 */
export function draftOf(about) {
  try {
    const draft = JSON.parse(sessionStorage.getItem(STORED) ?? "null");
    return draft?.about === about && draft.values && typeof draft.values === "object"
      ? draft
      : null;
  } catch {
    return null;
  }
}
