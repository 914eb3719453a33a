// The description as the service really takes requests: where a schema has x-service-accepts, that is
// added to what the schema itself asks for. It is what Schemathesis compares the sandbox with.

/** @returns A copy of the description, or of any part of it. */
export function accepted(part) {
  if (Array.isArray(part)) return part.map(accepted);
  if (part === null || typeof part !== "object") return part;
  const { "x-service-accepts": more, ...rest } = part;
  const copy = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, accepted(value)]),
  );
  if (more === undefined) return copy;
  return more === true ? {} : { anyOf: [copy, more] };
}
