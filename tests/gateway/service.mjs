// A service that remembers what reached it, and requests as no browser would send them.

import { createServer as createHttp, request } from "node:http";
import { createServer as createHttps } from "node:https";

/**
 * @param {{ key: string, cert: string }} [tls] Makes it https.
 * @returns {Promise<{ url: string, port: number, take: () => any[],
 *   answer: (how: (request: any, response: any) => void) => void, stop: () => void }>}
 */
export async function startService(tls) {
  let arrived = [];
  const usual = (_, response) =>
    response.setHeader("Content-Type", "application/json").end('{"from":"service"}');
  let next = usual;
  const handle = async (message, response) => {
    const { method, url, headers, httpVersion: version } = message;
    const { servername } = message.socket;
    const chunks = [];
    for await (const chunk of message) chunks.push(chunk);
    arrived.push({ method, url, headers, version, servername, body: Buffer.concat(chunks) });
    const how = next;
    next = usual;
    how(message, response);
  };
  const server = tls ? createHttps(tls, handle) : createHttp(handle);
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    /** What arrived since the last call. */
    take() {
      const taken = arrived;
      arrived = [];
      return taken;
    },
    /** Says how the next request is answered. */
    answer(how) {
      next = how;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * Sends the path as it is: `fetch` would put it in order first.
 * @param {string} origin
 * @param {string} path
 * @param {{ method?: string, headers?: Record<string, string>, body?: string | Buffer }} [options]
 * @returns {Promise<{ status: number, headers: Record<string, any>, body: string }>}
 */
export function send(origin, path, { method = "GET", headers = {}, body } = {}) {
  const { hostname, port } = new URL(origin);
  return new Promise((done, fail) => {
    const outgoing = request({ hostname, port, path, method, headers, agent: false });
    outgoing.on("error", fail);
    outgoing.on("response", async (answer) => {
      try {
        let text = "";
        for await (const chunk of answer.setEncoding("utf8")) text += chunk;
        done({ status: answer.statusCode, headers: answer.headers, body: text });
      } catch (error) {
        fail(error);
      }
    });
    outgoing.end(body);
  });
}
