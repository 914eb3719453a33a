// The last step of an answer's way: bytes that the Rust side has checked become plain objects by
// the engine's own JSON.parse. Only here, on the parsed objects, is anything reshaped.

/** Throws where the bytes are not UTF-8 or not JSON. */
export function parse(buffer) {
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(buffer));
}

/** A customer; some answers call its `developer` `developer_id`. */
export function customer(parsed, renamed) {
  if (renamed && !("developer" in parsed)) {
    const { developer_id, ...rest } = parsed;
    return { ...rest, developer: developer_id };
  }
  return parsed;
}

/** A page from an envelope, or from a bare array. */
export function page(parsed, renamed, page, page_size, next_page, previous_page) {
  const all = Array.isArray(parsed) ? parsed : parsed.results;
  return {
    count: Array.isArray(parsed) ? parsed.length : parsed.count,
    page,
    page_size,
    next_page: next_page ?? null,
    previous_page: previous_page ?? null,
    results: renamed ? all.map((item) => customer(item, true)) : all,
  };
}
