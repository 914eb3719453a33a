// What the desk says to people: every sentence that a script writes stands here, by part.
// The markup's own labels stand in index.html.

/** @typedef {import("./customers-client/index.js").Attempt} Attempt */

/** @param {number} seconds */
const inSeconds = (seconds) => `${seconds} s`;

export const waiting = {
  slow: "The service takes its time. ",
  cancel: "Cancel",
  /** @param {number} seconds */
  again: (seconds) => `Trying again in ${inSeconds(seconds)}. `,
  /** Why a call is sent again. @param {Attempt} attempt */
  reason({ code, status }) {
    if (code === "rate_limited") return "The service asks us to slow down. ";
    if (code === "network") return "The service cannot be reached. ";
    if (code === "timeout") return "The service did not answer in time. ";
    if (status && status >= 500) return "The service has trouble of its own. ";
    return "That did not work. ";
  },
};
