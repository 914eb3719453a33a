// The code that made a call, as a program would have it.

/** @typedef {import("./connection.js").Settings} Settings */

const LINE = 60;

/**
 * @param {string} method
 * @param {readonly unknown[]} args
 */
export function codeOf(method, args) {
  const call = `client.${method}(${args.map((arg) => literal(arg)).join(", ")})`;
  if (method !== "listAll") return `await ${call};`;
  return `for await (const customer of ${call}) {\n  // …\n}`;
}

/** The key stands there as a variable. @param {Settings} settings */
export function clientCode({ baseUrl, apiKey }) {
  const options = baseUrl ? [`baseUrl: ${text(baseUrl)}`] : [];
  options.push(apiKey ? "apiKey" : 'credentials: "same-origin"');
  const lines = options.map((option) => `  ${option},\n`).join("");
  return `import { createClient } from "customers-client";
const client = await createClient({\n${lines}});`;
}

/**
 * @param {unknown} value
 * @param {string} [indent]
 * @returns {string}
 */
function literal(value, indent = "") {
  if (typeof value === "string") return text(value);
  if (typeof value === "function") return "() => {}";
  if (value instanceof Blob) return "file";
  if (Object.is(value, -0)) return "-0";
  if (typeof value !== "object" || value === null) return String(value);
  const deeper = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((one) => literal(one, deeper))
    : Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .map(([key, one]) => `${keyOf(key)}: ${literal(one, deeper)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const gap = parts.length > 0 && open === "{" ? " " : "";
  const line = `${open}${gap}${parts.join(", ")}${gap}${close}`;
  if (line.length <= LINE && !line.includes("\n")) return line;
  return `${open}\n${parts.map((part) => `${deeper}${part},\n`).join("")}${indent}${close}`;
}

/** `__proto__: x` would set a prototype. @param {string} key */
function keyOf(key) {
  if (key === "__proto__") return '["__proto__"]';
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : text(key);
}

/** What cannot be seen, or turns the text around it, is escaped. @param {string} value */
function text(value) {
  return JSON.stringify(value).replace(/[\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) =>
    [...Array(sign.length).keys()].map((at) => unit(sign, at)).join(""),
  );
}

/** @param {string} sign @param {number} at */
function unit(sign, at) {
  return `\\u${sign.charCodeAt(at).toString(16).padStart(4, "0")}`;
}
