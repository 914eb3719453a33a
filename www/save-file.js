// Where text goes that is written bit by bit: to a file where the browser lets a page, else to
// parts that the browser keeps outside of the page's own memory, and downloads in the end.

/** @typedef {{ write: (text: string) => Promise<void>, close: () => Promise<void>, abandon: () => Promise<void> }} Output */

const PART = 2 ** 20;

/**
 * Asks where to, where that can be asked; a refusal is an AbortError. A browser allows it only at
 * the press of a button, so nothing may be waited for before.
 * @param {string} name Its ending says what it is.
 * @returns {Promise<Output>}
 */
export async function openFile(name) {
  const type = name.endsWith(".json") ? "application/json" : "text/csv";
  const sink = (await openPicked(name, type)) ?? openParts(name, type);
  let text = "";
  async function flush() {
    const part = text;
    text = "";
    if (part) await sink.write(part);
  }
  return {
    async write(more) {
      text += more;
      if (text.length >= PART) await flush();
    },
    async close() {
      await flush();
      await sink.close();
    },
    abandon: sink.abandon,
  };
}

/**
 * @param {string} name
 * @param {string} type
 * @returns {Promise<Output | null>} Null where the page may not write files.
 */
async function openPicked(name, type) {
  /** @type {{ showSaveFilePicker?: (options: object) => Promise<FileSystemFileHandle & { remove?: () => Promise<void> }> }} */
  const { showSaveFilePicker } = /** @type {any} */ (window);
  if (!showSaveFilePicker) return null;
  try {
    const accept = { [type]: [name.slice(name.lastIndexOf("."))] };
    const file = await showSaveFilePicker({ suggestedName: name, types: [{ accept }] });
    const stream = await file.createWritable();
    return {
      write: (text) => stream.write(text),
      close: () => stream.close(),
      async abandon() {
        await stream.abort();
        // What was there before is still there; what was made for this is taken away.
        if ((await file.getFile()).size === 0) await file.remove?.();
      },
    };
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    return null;
  }
}

/**
 * @param {string} name
 * @param {string} type
 * @returns {Output}
 */
function openParts(name, type) {
  /** @type {Blob[]} */
  let parts = [];
  return {
    async write(text) {
      parts.push(new Blob([text]));
    },
    async close() {
      const url = URL.createObjectURL(new Blob(parts, { type }));
      const link = document.createElement("a");
      link.href = url;
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    },
    async abandon() {
      parts = [];
    },
  };
}
