// Customers as CSV, read and written by Papa Parse. No document here.

import { parse, unparse } from "./vendor/papaparse.js";

/** @typedef {{ rows: string[][], broken: Set<number>, isUtf8: boolean }} Sheet `broken` are rows with a stray quotation mark. */

/** What a spreadsheet would run as a formula, marked or not. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const CHUNK = 2 ** 16;

/** Without it a spreadsheet takes UTF-8 for something else. */
export const BYTE_ORDER_MARK = "\ufeff";

/**
 * No cell begins a formula: a ' marks it as text, and reading takes the mark away again.
 * @param {unknown[][]} rows
 * @returns {string}
 */
export function csvOf(rows) {
  return `${unparse(rows, { escapeFormulae: FORMULA })}\r\n`;
}

/**
 * Reads in slices, so that the page stays alive.
 * @param {Blob} file
 * @returns {Promise<Sheet>}
 */
export async function readCsv(file) {
  const { text, isUtf8 } = decoded(await file.arrayBuffer());
  /** @type {string[][]} */
  const rows = [];
  const broken = new Set();
  return new Promise((resolve, reject) => {
    parse(text, {
      chunkSize: CHUNK,
      /**
       * @param {{ data: string[][], errors: { type: string, row: number }[] }} part
       * @param {{ pause: () => void, resume: () => void }} parser
       */
      chunk({ data, errors }, parser) {
        for (const { type, row } of errors) if (type === "Quotes") broken.add(rows.length + row);
        for (const cells of data) rows.push(cells.map(unmarked));
        parser.pause();
        setTimeout(() => parser.resume());
      },
      complete: () => resolve({ rows, broken, isUtf8 }),
      error: reject,
    });
  });
}

/** @param {string} cell */
function unmarked(cell) {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

/**
 * Spreadsheets save UTF-16 with a mark, and on Windows often what is not Unicode at all.
 * @param {ArrayBuffer} bytes
 */
function decoded(bytes) {
  const [one, two] = new Uint8Array(bytes);
  const mark = one * 256 + two;
  if (mark === 0xfffe) return { text: new TextDecoder("utf-16le").decode(bytes), isUtf8: true };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), isUtf8: true };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), isUtf8: false };
  }
}
