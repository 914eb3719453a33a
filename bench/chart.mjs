// The results as an SVG: a small bar chart for every measurement. It has a background of its own, so
// that it can be read on a light page and on a dark one.

import { OURS } from "./bundle.mjs";
import { amount, times, whole } from "./report.mjs";

const WIDTH = 1000;
const MARGIN = 24;
const GAP = 32;
const PANEL = (WIDTH - 2 * MARGIN - GAP) / 2;
const LABEL = 186;
const VALUE = 122;
const BAR = PANEL - LABEL - VALUE;
const LINE = 19;
const HEAD = 46;

const STYLE = `
  .ground { fill: #ffffff; stroke: #d0d7de }
  text { font: 12px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 13px }
  .large { font-weight: 600; font-size: 17px }
  .note { fill: #59636e; font-size: 11px }
  .ours { font-weight: 600 }
  .bar { fill: #b1bac4 }
  .bar.ours { fill: #c2410c }
  .bar.kin { fill: #f0a57a }
  .spread { stroke: #1f2328; stroke-width: 1 }
  .floor { stroke: #59636e; stroke-dasharray: 2 3 }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #161b22; stroke: #30363d }
    text { fill: #e6edf3 }
    .note { fill: #9198a1 }
    .bar { fill: #57606a }
    .bar.ours { fill: #f97316 }
    .bar.kin { fill: #9a4a1c }
    .spread { stroke: #e6edf3 }
    .floor { stroke: #9198a1 }
  }`;

export function asSvg({ browser, versions, rows }) {
  const panels = rows.map(panelOf).filter(Boolean);
  const columns = [MARGIN + 62, MARGIN + 62];
  const placed = panels.map((panel) => {
    const column = columns[0] <= columns[1] ? 0 : 1;
    const y = columns[column];
    columns[column] += HEAD + panel.bars.length * LINE + 22;
    return draw(panel, MARGIN + column * (PANEL + GAP), y);
  });
  const height = Math.max(...columns) + MARGIN - 10;
  const peers = Object.entries(versions)
    .map((one) => one.join(" "))
    .join(", ");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="customers-client side by side with its peers">
<style>${STYLE}
</style>
<rect class="ground" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="8"/>
${text(MARGIN, MARGIN + 16, "customers-client side by side: shorter is better", "large")}
${text(MARGIN, MARGIN + 36, `${browser}. Medians with quartiles; × is the median ratio within a round. ${peers}`, "note")}
${placed.join("\n")}
</svg>
`;
}

/** Bars with what is written beside them. */
function panelOf({ title, unit, base, clients, sizes, memory, id }) {
  if (id === "long-walk") return undefined;
  if (sizes) {
    const bars = Object.entries(sizes).map(([name, bytes]) => ({
      name,
      value: bytes,
      label: `${whole(bytes)} B`,
      times: times(bytes / sizes[base]),
    }));
    return { title, note: `brotli 11; × ${base}`, base: sizes[base], bars };
  }
  if (memory) {
    const total = ({ wasm, heap = 0 }) => wasm + heap;
    const bars = Object.entries(memory).map(([name, { before, after }]) => ({
      name,
      value: total(after),
      label: `${total(after).toFixed(1)} MB`,
      times: times(total(after) / total(before)),
    }));
    return { title, note: "JavaScript heap and wasm memory; × before the calls", bars };
  }
  const bars = Object.entries(clients).map(([name, { median, q1, q3, ratio }]) => ({
    name,
    value: median,
    spread: [q1, q3],
    label: `${amount(median)} ${unit}`,
    times: times(ratio.median),
  }));
  return { title, note: `× ${base}`, base: clients[base].median, bars };
}

function draw({ title, note, base, bars }, x, y) {
  const longest = Math.max(...bars.map(({ value, spread }) => spread?.[1] ?? value));
  const scaled = (value) => (BAR * Math.min(value, longest)) / longest;
  const at = x + LABEL;
  const lines = bars.map((bar, i) => {
    const top = y + HEAD - 12 + i * LINE;
    const kind = kindOf(bar.name);
    const middle = top + 6.5;
    const [q1, q3] = bar.spread?.map((value) => at + scaled(value)) ?? [];
    return [
      text(at - 8, top + 11, bar.name, kind === "ours" ? "ours" : "", "end"),
      `<rect class="bar ${kind}" x="${at}" y="${top}" width="${round(scaled(bar.value))}" height="13" rx="2"/>`,
      q1 &&
        `<path class="spread" d="M${round(q1)} ${middle}H${round(q3)}M${round(q1)} ${middle - 3}v6M${round(q3)} ${middle - 3}v6"/>`,
      text(x + PANEL - 46, top + 11, bar.label, kind === "ours" ? "ours" : "", "end"),
      text(x + PANEL, top + 11, bar.times, kind === "ours" ? "ours" : "", "end"),
    ];
  });
  const bottom = y + HEAD - 12 + bars.length * LINE;
  const mark = base && at + scaled(base);
  const floor = mark && `<path class="floor" d="M${round(mark)} ${y + HEAD - 15}V${bottom - 3}"/>`;
  return [text(x, y + 12, title, "title"), text(x, y + 27, note, "note"), ...lines.flat(), floor]
    .filter(Boolean)
    .join("\n");
}

function kindOf(name) {
  if (name === OURS || name.startsWith(`${OURS}, listAll`)) return "ours";
  return name.startsWith("…") || name.startsWith(OURS) ? "kin" : "peer";
}

const round = (number) => Number(number.toFixed(1));
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escaped = (string) => string.replace(/[&<>]/g, (character) => ESCAPES[character]);

function text(x, y, content, kind = "", anchor = "start") {
  return `<text x="${x}" y="${y}" class="${kind}" text-anchor="${anchor}">${escaped(content)}</text>`;
}
