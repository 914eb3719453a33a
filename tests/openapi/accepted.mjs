// The description as the service really takes requests: where a schema has x-service-accepts, that is
// added to what the schema itself asks for. It is what Schemathesis compares the sandbox with.

import { resolve } from "./description.mjs";

/** @returns A copy of the description, or of any part of it. */
export function accepted(part) {
  if (Array.isArray(part)) return part.map(accepted);
  if (part === null || typeof part !== "object") return part;
  const { "x-service-accepts": more, ...rest } = part;
  if (more === true) return {};
  const entries = Object.entries(rest).map(([key, value]) => [key, accepted(value)]);
  const copy = Object.fromEntries(entries);
  if (more === undefined) return copy;
  if (!more.type) return { anyOf: [copy, more] };
  // Further types. Not by anyOf, from which Schemathesis takes requests for wrong that are right.
  const { type, ...others } = resolve(copy);
  return { ...others, type: [...new Set([type, more.type].flat())] };
}
