// The results as text, and the bars: what this package has to reach at least, by its own decision.

import { OURS, PRELOADED } from "./bundle.mjs";
import { LIST_ALL } from "./measure/walk.mjs";

const digits = (number) => (number >= 100 ? 0 : number >= 10 ? 1 : number >= 1 ? 2 : 3);
export const amount = (number) => number.toFixed(digits(number));
export const whole = (number) => Math.round(number).toLocaleString("en");
export const times = (ratio) => `×${ratio.toFixed(2)}`;
const span = ({ q1, q3 }, write) => `${write(q1)} – ${write(q3)}`;

export function asText({ browser, machine, versions, rows }) {
  const lines = [
    browser,
    machine,
    Object.entries(versions)
      .map((one) => one.join(" "))
      .join(", "),
  ];
  for (const row of rows) {
    lines.push("", `${row.title}   [${row.note}]`, ...tableOf(row));
  }
  lines.push("", "bars");
  for (const { what, found, bar, isMet } of bars(rows)) {
    lines.push(`  ${isMet ? "✓" : "✗"} ${what}: ${found} (bar: ${bar})`);
  }
  return lines.join("\n");
}

function tableOf({ unit, base, clients, sizes, memory }) {
  if (sizes) return sizeTable(sizes, base);
  if (memory) return memoryTable(memory);
  const head = ["", "median", "quartiles", `× ${base}`, "quartiles"];
  const cells = Object.entries(clients).map(([name, one]) => [
    name,
    `${amount(one.median)} ${unit}`,
    span(one, amount),
    one.ratio.median.toFixed(2),
    name === base ? "" : span(one.ratio, (ratio) => ratio.toFixed(2)),
  ]);
  return align([head, ...cells]);
}

function sizeTable(sizes, base) {
  const rows = Object.entries(sizes).map(([name, bytes]) => [
    name,
    `${whole(bytes)} B`,
    (bytes / sizes[base]).toFixed(2),
  ]);
  return align([["", "brotli 11", `× ${base}`], ...rows]);
}

function memoryTable(memory) {
  const cell = (reading, what) => (reading?.[what] ? reading[what].toFixed(2) : "");
  const rows = Object.entries(memory).map(([name, { before, after }]) => [
    name,
    cell(before, "wasm"),
    cell(after, "wasm"),
    cell(before, "heap"),
    cell(after, "heap"),
  ]);
  const head = ["MB", "wasm before", "wasm after", "heap before", "heap after"];
  return align([head, ...rows]);
}

function align(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]),
    );
    return `  ${cells.join("   ")}`.trimEnd();
  });
}

/** The most that a call may take, as a multiple of `fetch` with the same options. */
const CALLS = { list100: 1.25, memory100: 2.4, get: 1.2 };
/**
 * How many times as fast `listAll` has to be as `fetch` page by page. Of 50 pages it asks for the
 * first, then for 49 by six at a time: that is ten waits in place of fifty, so 5 is the most.
 */
const WALK = 4.9;
/** The most bytes over the wire: the module and its minified script, brotli 11. */
const WIRE = 57_344;
/** The most time until the first page is shown, as a multiple of zod's: by the way to load the package. */
const FIRST_PAGE = [
  ["cold", OURS, 1],
  ["slow", PRELOADED, 1.15],
];

/** Each bar with what was measured; bars of what was not measured are left out. */
export function bars(rows) {
  const row = (id) => rows.find((one) => one.id === id);
  const found = [];
  const atMost = (what, value, bar, write) =>
    found.push({ what, found: write(value), bar: `≤ ${write(bar)}`, isMet: value <= bar });
  for (const [id, bar] of Object.entries(CALLS)) {
    if (!row(id)) continue;
    const { title, clients } = row(id);
    atMost(`${title}, against fetch`, clients[OURS].ratio.median, bar, times);
  }
  const walk = row("walk")?.clients;
  if (walk) {
    const gain = 1 / walk[LIST_ALL].ratio.median;
    const what = "listAll() of 5,000 at 40 ms, faster than fetch one by one";
    found.push({ what, found: times(gain), bar: `≥ ${times(WALK)}`, isMet: gain >= WALK });
  }
  for (const [id, name, bar] of FIRST_PAGE) {
    if (!row(id)) continue;
    const { median } = row(id).clients[name].ratio;
    atMost(`${row(id).title}, ${name}, against zod`, median, bar, times);
  }
  const check = row("check")?.clients[OURS].ratio.median;
  if (check) atMost("check of 1,000 forms, against zod", check, 5, times);
  const size = row("size")?.sizes[OURS];
  if (size) atMost("the whole package over the wire", size, WIRE, (n) => `${whole(n)} B`);
  const memory = row("memory")?.memory[OURS];
  if (memory) {
    const write = (mb) => `${mb.toFixed(2)} MB of wasm memory`;
    atMost("5,000 calls after warm-up", memory.after.wasm, memory.before.wasm, write);
  }
  return found;
}
