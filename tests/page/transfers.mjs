// What the tests of export and import share: where a saved file goes, and a service with as many
// customers as a test wants.

import { createServer } from "node:http";

/** @typedef {import("puppeteer-core").Page} Page */

/**
 * Keeps what the page downloads, in place of the browser. The page may not write files itself.
 * @param {Page} page
 */
export async function keepDownloads(page) {
  const keep = () => {
    delete window.showSaveFilePicker;
    const blobs = new Map();
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => {
      const url = make(blob);
      blobs.set(url, blob);
      return url;
    };
    HTMLAnchorElement.prototype.click = function () {
      globalThis.saved = { name: this.download, blob: blobs.get(this.href) };
    };
  };
  await page.evaluate(keep);
}

/**
 * The file that was saved last, with its byte order mark, and forgets it.
 * @param {Page} page
 * @returns {Promise<{ name: string, text: string } | null>}
 */
export function takeDownload(page) {
  return page.evaluate(async () => {
    const { saved } = globalThis;
    if (!saved) return null;
    globalThis.saved = null;
    const bytes = await saved.blob.arrayBuffer();
    return {
      name: saved.name,
      text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes),
    };
  });
}

/**
 * Chooses a file of this text in the import dialog.
 * @param {Page} page
 * @param {string | number[]} content A list is of bytes.
 */
export function chooseFile(page, content, name = "people.csv") {
  return page.$eval(
    "#import-file",
    (input, content, name) => {
      const part = typeof content === "string" ? content : new Uint8Array(content);
      const list = new DataTransfer();
      list.items.add(new File([part], name, { type: "text/csv" }));
      input.files = list.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    },
    content,
    name,
  );
}

/** @param {number} index */
export function person(index) {
  return {
    id: `c-${String(index).padStart(8, "0")}-8d5f-4f1f-9d0a-0a4b1c2d3e4f`,
    developer: 1,
    first_name: `First ${index}`,
    last_name: `Last ${index}`,
    email: `someone.${index}@example.com`,
    phone: "+50683236988",
    photo: null,
    country: "Costa Rica",
    metadata: { index, notes: "x".repeat(100) },
    test: true,
    created_on: "2023-02-26T06:56:07.152267Z",
    pay_providers: [{ id: `cus_${index}`, name: "stripe" }],
  };
}

/**
 * Stands before the sandbox: the customers are this many made-up ones, and whoever is created is
 * counted and forgotten.
 * @param {number} count
 */
export function crowdOf(count) {
  const seen = { created: 0, inFlight: 0, mostInFlight: 0 };
  /** @param {string} sandbox */
  async function front(sandbox) {
    const server = createServer(async (request, response) => {
      const url = new URL(request.url ?? "/", sandbox);
      const json = (status, body) => {
        response.writeHead(status, { "Content-Type": "application/json" });
        response.end(JSON.stringify(body));
      };
      if (url.pathname === "/v1/customers/" && request.method === "GET") {
        const page = Number(url.searchParams.get("page") ?? 1);
        const size = Number(url.searchParams.get("page_size") ?? 10);
        const length = Math.max(0, Math.min(size, count - (page - 1) * size));
        const results = Array.from({ length }, (_, at) => person((page - 1) * size + at));
        const next = page * size < count ? `${url.href}&next` : null;
        return json(200, { count, next, previous: page > 1 ? url.href : null, results });
      }
      if (url.pathname === "/v1/customers/" && request.method === "POST") {
        seen.inFlight += 1;
        seen.mostInFlight = Math.max(seen.mostInFlight, seen.inFlight);
        const parts = await request.toArray();
        if (seen.created < 100) await new Promise((done) => setTimeout(done, 10));
        seen.inFlight -= 1;
        seen.created += 1;
        return json(201, { ...person(seen.created), ...JSON.parse(Buffer.concat(parts)) });
      }
      const answer = await fetch(url);
      response.writeHead(answer.status, {
        "Content-Type": answer.headers.get("Content-Type") ?? "",
        "Content-Security-Policy": answer.headers.get("Content-Security-Policy") ?? "",
      });
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
  }
  return { seen, front };
}
