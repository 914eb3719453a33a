// From a sheet's rows to customers: which column is which field, and what is wrong with each row.
// No document here.

import { checkNewCustomer } from "./customers-client/index.js";
import { lossesOf } from "./json-check.js";
import { importing as words } from "./texts-transfer.js";
import { breather } from "./transfer-dialog.js";

/** @typedef {import("./customers-client/index.js").NewCustomer} NewCustomer */
/** @typedef {{ field: string, value: string, text: string }} Fault A field of "" is the whole row. */
/**
 * @typedef {object} Row
 * @property {number} number As the spreadsheet counts, where the header is row 1.
 * @property {string[]} cells
 * @property {boolean} broken There is a stray quotation mark.
 * @property {Record<string, unknown>} customer
 * @property {"ready" | "faulty" | "created" | "refused" | "unknown"} state
 * @property {Fault[]} faults
 */
/** @typedef {Record<string, number>} Columns Field → index of its column, -1 for none. */

/** What the file of rows that failed says of each; no field is ever read from it. */
export const REASONS = "import_result";
export const FIELDS = ["first_name", "last_name", "email", "phone", "country", "metadata"];
export const NEEDED = FIELDS.slice(0, 3);

/** What columns are called elsewhere. */
const ALIASES = new Map(
  Object.entries({
    first_name: "firstname first givenname forename nombre nombres vorname prenom",
    last_name: "lastname last surname familyname apellido apellidos nachname nom",
    email: "email mail emailaddress correo correoelectronico",
    phone: "phone phonenumber telephone tel mobile mobilephone telefono celular telefon",
    country: "country pais land pays",
    metadata: "metadata",
  }).flatMap(([field, names]) => names.split(" ").map((name) => [name, field])),
);

/**
 * @param {string[]} header
 * @returns {Columns}
 */
export function guessColumns(header) {
  /** @type {Columns} */
  const columns = Object.fromEntries(FIELDS.map((field) => [field, -1]));
  for (const [index, name] of header.entries()) {
    const plain = name
      .normalize("NFD")
      .toLowerCase()
      .replace(/[^a-z]/g, "");
    const field = ALIASES.get(plain);
    if (field && columns[field] === -1) columns[field] = index;
  }
  return columns;
}

/**
 * @param {import("./csv.js").Sheet} sheet
 * @returns {Row[]} Empty ones are left out.
 */
export function rowsOf({ rows, broken }) {
  return rows
    .map((cells, index) => {
      /** @type {Row} */
      const row = {
        number: index + 1,
        cells,
        broken: broken.has(index),
        customer: {},
        state: "faulty",
        faults: [],
      };
      return row;
    })
    .filter(({ number, cells }) => number > 1 && cells.some((cell) => cell.trim()));
}

/**
 * Checks every row with the package's own check, before anything is sent.
 * @param {Row[]} rows
 * @param {Columns} columns
 * @param {number} width How many columns the header has.
 * @param {{ signal: AbortSignal, onProgress: (checked: number) => void }} options
 */
export async function checkRows(rows, columns, width, { signal, onProgress }) {
  const breathe = breather();
  /** @type {Map<string, number>} */
  const seen = new Map();
  for (const [index, row] of rows.entries()) {
    const pause = breathe();
    if (pause) {
      onProgress(index);
      await pause;
      signal.throwIfAborted();
    }
    check(row, columns, width);
    const email = String(row.customer.email).toLowerCase();
    const before = seen.get(email);
    const isFaulty = row.faults.some(({ field }) => field === "email");
    if (before && !isFaulty) addFault(row, "email", words.twice(before));
    seen.set(email, before ?? row.number);
    row.state = row.faults.length > 0 ? "faulty" : "ready";
  }
}

/** @param {Row} row @param {Columns} columns @param {number} width */
function check(row, columns, width) {
  row.customer = {};
  row.faults = [];
  for (const field of FIELDS) {
    const text = row.cells[columns[field]]?.trim() ?? "";
    if (field === "metadata" && text) readMetadata(row, text);
    else if (text || NEEDED.includes(field)) row.customer[field] = text;
  }
  if (row.broken) addFault(row, "", words.quote);
  if (row.cells.slice(width).some((cell) => cell.trim())) {
    addFault(row, "", words.tooMany(row.cells.length, width));
  }
  for (const [path, messages] of Object.entries(checkNewCustomer(row.customer))) {
    addFault(row, path, messages.join(" "));
  }
}

/** @param {Row} row @param {string} text */
function readMetadata(row, text) {
  try {
    row.customer.metadata = JSON.parse(text);
    const [loss] = lossesOf(text);
    if (loss?.path) addFault(row, "metadata", words.lost(loss.path));
  } catch {
    addFault(row, "metadata", words.notJson);
  }
}

/** @param {Row} row @param {string} path @param {string} text */
export function addFault(row, path, text) {
  const [field] = path.split(".");
  const value = row.customer[field];
  row.faults.push({
    field: FIELDS.includes(field) ? field : "",
    value: typeof value === "string" ? value : "",
    text,
  });
}
