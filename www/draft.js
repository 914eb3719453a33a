// What was entered into a form and not saved yet, kept in this tab over a reload. No document here.
//
// Only what differs from what the form opened with, and never a key or a file.

const STORED = "customer-desk.draft.";

/**
 * @typedef {object} Draft
 * @property {Record<string, string>} values By the controls' names.
 * @property {boolean} more Whether there was something that cannot be kept, such as a photo.
 */

/**
 * @param {string} about Which form, and of what.
 * @param {Draft | null} draft null: nothing is left to keep.
 */
export function keepDraft(about, draft) {
  try {
    if (draft) sessionStorage.setItem(STORED + about, JSON.stringify(draft));
    else sessionStorage.removeItem(STORED + about);
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
    const draft = JSON.parse(sessionStorage.getItem(STORED + about) ?? "null");
    return draft?.values && typeof draft.values === "object" ? draft : null;
  } catch {
    return null;
  }
}
