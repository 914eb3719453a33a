// What the desk says to people: every sentence that a script writes stands here, by part.
// The markup’s own labels stand in index.html, those of export and import in texts-transfer.js.

import { counted, isolated } from "./format.js";

/** @typedef {import("./customers-client/index.js").Attempt} Attempt */
/** @typedef {import("./customers-client/index.js").CustomersError} CustomersError */
/** @typedef {import("./customers-client/index.js").Issue} Issue */

/** @param {number} seconds */
const inWords = (seconds) =>
  seconds < 100 ? counted(seconds, "second") : counted(Math.ceil(seconds / 60), "minute");

export const waiting = {
  slow: "The service takes its time. ",
  cancel: "Cancel",
  /** @param {number} seconds */
  again: (seconds) => `Trying again in ${inWords(seconds)}. `,
  /** Why a call is sent again. @param {Attempt} attempt */
  reason({ code, status }) {
    if (code === "rate_limited") return "The service asks us to slow down. ";
    if (code === "network") return "The service cannot be reached. ";
    if (code === "timeout") return "The service did not answer in time. ";
    if (status && status >= 500) return "The service has trouble of its own. ";
    return "That did not work. ";
  },
};

/** What went wrong, for people; what the service said itself stands among the details. */
export const problems = {
  details: "Details",
  changeKey: "Change the key",
  reload: "Reload the page",
  notLoaded: "The desk could not be loaded.",
  partNotLoaded: "This part of the desk could not be loaded.",
  cancelled: "Cancelled.",
  notDone: "Nothing was changed.",
  /** @param {string} how A sentence without its beginning: "search the list for …". */
  maybeDone: (how) => `It may have been carried out all the same. To find out, ${how}`,
  /** @param {number} seconds */
  later: (seconds) =>
    seconds > 0 ? `You can try again in ${inWords(seconds)}.` : "You can try again now.",
  request: "Request",
  /** @param {number} sent */
  attempts: (sent) => (sent === 0 ? "Nothing was sent" : counted(sent, "attempt")),
  /** One fault of a field; the package's own words are fit for people, but for these. @param {Issue} issue */
  fault({ path, code, message }) {
    if (code === "not_unique") {
      return path === "email"
        ? "Another customer of this account already has this e-mail address."
        : "This account already has one like it.";
    }
    if (message.includes("dangerouslyAllowLiveKey")) {
      return "This is a live key. In a web page its visitors could read it: use a test key, or a gateway that holds the key.";
    }
    if (path === "baseUrl" && message.includes("https")) {
      return "The base URL has to begin with https:// so that nobody on the way can read the key.";
    }
    if (code === "required" && path === "apiKey") return "A key is needed here.";
    return message;
  },
  /** A whole error in one sentence, where its faults do not stand beside their fields. @param {CustomersError} error */
  sentence(error) {
    const { code, title, message, issues } = error;
    const [issue] = issues;
    if (issue) return this.fault(issue);
    if (code === "unauthorized") return "The service does not accept this key.";
    if (code === "forbidden") return "This key may not do that.";
    if (code === "not_found") {
      return title
        ? "It is not there any more: someone may have deleted it."
        : "The service has nothing at this address. Is the connection’s base URL right?";
    }
    if (code === "not_acceptable" && message.includes("3 addresses")) {
      return "This customer already has 3 addresses, and that is the most there can be.";
    }
    if (code === "payload_too_large") return "That is too large for the service.";
    if (code === "rate_limited") return "The service asks us to slow down.";
    if (code === "server_error") return "The service has trouble of its own.";
    if (code === "timeout") return "The service did not answer in time.";
    if (code === "unexpected_response") {
      return "The answer is not what this service gives. Is the connection’s base URL right?";
    }
    if (code === "network") {
      return navigator.onLine
        ? "The service cannot be reached."
        : "This browser is offline: the service cannot be reached.";
    }
    return message;
  },
};

export const connecting = {
  /** @param {string} mode */
  mode: (mode) => (mode === "unknown" ? "mode unknown" : `${mode} mode`),
  none: "Not connected.",
  trying: "Trying this connection…",
  urlHints: {
    sandbox: "",
    gateway: "A path on this page’s own origin. What answers there holds the key.",
    own: "Empty means https://api.4geeks.io.",
  },
  keyRefused: "The service does not accept this key.",
  keyNeeded: "The service asks for a key.",
  notThere: "No such service answers here.",
};

export const copying = {
  copy: "Copy",
  copied: "Copied",
  notCopied: "Not copied",
  /** @param {string} what */
  name: (what) => `Copy: ${what}`,
};

export const callsPanel = {
  show: "Show the calls",
  hide: "Hide the calls",
  client: "The client, once:",
  createClient: "createClient",
  running: "under way…",
  cancelled: "cancelled",
  notSent: "refused here: nothing was sent",
  /** @param {Attempt} attempt */
  attempt({ attempt, status, code, durationMs }) {
    const how = [status ?? (code === "aborted" ? "cancelled" : code), status && code];
    const ms = `${Math.round(durationMs).toLocaleString()} ms`;
    return [attempt > 1 && `attempt ${attempt}`, ...how, ms].filter(Boolean).join(" · ");
  },
  /** @param {number} sent @param {number} repeats @param {number} tookMs */
  walk: (sent, repeats, tookMs) =>
    [
      counted(sent, "request"),
      repeats > 0 && counted(repeats, "repeat"),
      `${Math.round(tookMs).toLocaleString()} ms`,
    ]
      .filter(Boolean)
      .join(" · "),
  /** @param {Attempt} attempt @param {number} seconds Until it is sent again. */
  again: (attempt, seconds) =>
    `${waiting.reason(attempt)}${seconds > 0 ? waiting.again(seconds) : "Sent again."}`,
};

export const confirming = {
  no: "Cancel",
  notTyped: "That is not what is asked for here.",
};

export const forms = {
  create: "New customer",
  edit: "Edit ",
  createCustomer: "Create customer",
  saveChanges: "Save changes",
  newAddress: "New address",
  editAddress: "Edit address",
  saving: "Saving…",
  stillSaving: "Still saving. The form closes when the service has answered.",
  discard: {
    title: "Discard changes?",
    text: "What you entered has not been saved.",
    yes: "Discard",
    no: "Keep editing",
  },
  /** @param {boolean} more Whether something could not be kept. */
  restored: (more) =>
    `What you had entered is back.${more ? " The photo has to be chosen again." : ""}`,
  failed: "Saving a customer failed.",
  /** @param {string} email */
  findCreated: (email) =>
    `search the list for “${isolated(email)}”; if it is there, the customer was created.`,
  findChanged: "close this form and the customer, and open the customer again.",
  findAddress: "close this form: the list of addresses has just been loaded again.",
  seeFields: "Please look at what is marked below.",
};

export const photo = {
  remove: "Remove photo",
  keep: "Keep the photo",
  removing: "The photo will be removed when you save.",
  stored: "This customer has a photo.",
  neither: "This is neither a JPEG nor a PNG, whatever its name says.",
  unreadable: "This file cannot be read.",
};

export const metadata = {
  /** @param {string} size @param {string} limit */
  size: (size, limit) => `${size} of ${limit}`,
  /** @param {string} message */
  notJson: (message) => `This is not JSON: ${message}.`,
  /** @param {import("./json-check.js").Loss} loss */
  loss({ kind, path, line, text, becomes }) {
    const place = `Line ${line}, ${path}`;
    if (kind === "key") return `${place}: this key stands here twice, and the first would be lost.`;
    const so = becomes === "null" ? "is too large" : `would be saved as ${becomes}`;
    return `${place}: ${text} ${so}. In quotes it stays as it is.`;
  },
  /** @param {string[]} numbers */
  unsafe: (numbers) =>
    `The service may have other last digits than ${numbers.join(", ")}: a browser cannot count that far.`,
  agreeFirst: "Tick the box below to save this with the numbers as they stand here.",
  /** @param {number} count */
  entries: (count) => counted(count, "entry", "entries"),
  inexact: " may not be exact",
};

export const addresses = {
  untold: "Addresses",
  /** @param {number} count @param {number} most */
  title: (count, most) => `Addresses (${count} of ${most})`,
  none: "No address yet.",
  notLoaded: "The addresses could not be loaded.",
  again: "Try again",
  isDefault: "default",
  edit: "Edit",
  makeDefault: "Make default",
  remove: "Delete",
  saving: "Saving…",
  added: "Address added.",
  changed: "Address changed.",
  unchanged: "Nothing was changed, so nothing was sent.",
  deleted: "Address deleted.",
  defaultChanged: "The default address was changed.",
  check: "see the list of addresses: it has just been loaded again.",
  /** @param {string} line1 */
  deleteFirst: (line1) => ({
    title: "Delete this address?",
    text: `“${isolated(line1)}” will be deleted. This cannot be undone.`,
    yes: "Delete address",
  }),
};

export const detail = {
  loading: "Loading…",
  unknown: "Customer",
  none: "None",
  again: "Try again",
  metadata: "metadata",
  gone: "This customer is not there any more: someone may have deleted it.",
  deleting: "Deleting…",
  stillDeleting: "Still deleting. This view closes when the service has answered.",
  /** @param {string} name */
  notDeleted: (name) => `Deleting ${isolated(name)} failed.`,
  findDeleted: "close this view and search for the customer; if they are gone, it was deleted.",
  /** @param {string} name @param {string} email */
  deleteFirst: (name, email) => ({
    title: `Delete ${isolated(name)}?`,
    text: "This cannot be undone: the customer goes with photo, addresses and metadata. Payment logs remain.",
    yes: "Delete customer",
    typed: email,
  }),
  /** @param {string} name */
  nowShown: (name) => `Now shown: ${isolated(name)}.`,
  /** @param {"created" | "changed" | "unchanged" | "deleted"} what @param {string} name */
  done: (what, name) =>
    what === "unchanged"
      ? "Nothing was changed, so nothing was sent."
      : `Customer ${what}: ${isolated(name)}.`,
};

const FACTS = new Map([
  ["test", "Mode"],
  ["created_on", "Created"],
  ["pay_providers", "Pay providers"],
  ["developer", "Developer"],
  ["id", "Id"],
]);

export const facts = {
  email: "e-mail",
  id: "id",
  /** @param {string} name A field's, which may be one that nobody knows yet. */
  label: (name) => FACTS.get(name) ?? name,
};

/** @typedef {import("./view-state.js").View} View */

/** @param {number} count */
const customers = (count) => counted(count, "customer");
/** @param {string} query */
const quoted = (query) => `“${isolated(query)}”`;

export const listing = {
  desk: "Customer desk",
  /** The document's title. @param {string} shown */
  title: (shown) => `${isolated(shown)} – Customer desk`,
  /** @param {Pick<View, "search" | "page">} view */
  titleOf: ({ search, page }) =>
    [search.trim() && `“${search.trim()}”`, page > 1 && `Page ${page}`]
      .filter(Boolean)
      .join(", ") || "Customers",
  /** @param {{ page: number, count: number }} page @param {number} pages */
  position: ({ page, count }, pages) => `Page ${page} of ${pages} · ${customers(count)}`,
  /** What is shown, said aloud. @param {{ page: number, count: number }} page @param {number} pages @param {string} query */
  summary({ page, count }, pages, query) {
    const where = page > 1 ? `Page ${page} of ${pages}: ` : "";
    if (!query) return `${where}${customers(count)}`;
    if (count === 0) return `No customers match ${quoted(query)}`;
    return `${where}${counted(count, "customer matches", "customers match")} ${quoted(query)}`;
  },
  /** @param {number} page */
  noPage: (page) => `There is no page ${page.toLocaleString()}. This is the first. `,
  none: "This account has no customers yet.",
  createFirst: "Create the first customer",
  noMatch: "No customers match this search.",
  clear: "Clear the search",
  again: "Try again",
  load: "Load the customers",
  /** What stood there before still does. @param {{ page: number, everywhere: boolean }} shown */
  failed: ({ page, everywhere }) =>
    `That did not work. The list ${everywhere ? "shows what was found before" : `still shows page ${page}`}.`,
  nothing: "No customers could be shown.",
  cancelled: "Cancelled.",
  columns: {
    email: "E-mail",
    phone: "Phone",
    country: "Country",
    pays: "Pays with",
    created: "Created",
  },
};

export const finding = {
  /** @param {number} loaded @param {number} total @param {number} found */
  progress: (loaded, total, found) =>
    `Read ${loaded.toLocaleString()} of ${customers(total)}. ${found.toLocaleString()} found.`,
  started: "Reading all customers…",
  stop: "Cancel",
  /** @param {number} found @param {string} query @param {number} read */
  done: (found, query, read) =>
    `${counted(found, "customer has", "customers have")} ${quoted(query)} somewhere. ${customers(read)} read.`,
  /** @param {number} found @param {number} read */
  stopped: (found, read) => `Cancelled after ${customers(read)}. ${found.toLocaleString()} found.`,
  /** @param {number} most @param {string} query */
  enough: (most, query) =>
    `The first ${most} customers that have ${quoted(query)} somewhere. Search for more of it to see the others.`,
};

export const portrait = {
  show: "Show photo",
  /** @param {string} host */
  from: (host) => `From ${host}`,
  /** @param {string} name */
  of: (name) => `Photo of ${name}`,
  failed: "The photo could not be loaded.",
};
