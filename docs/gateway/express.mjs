// app.use("/api", expressGateway({ … })), with gateway.mjs beside it. Before express.json() and its
// like, which would have read the body, and after your login.

import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { gateway } from "./gateway.mjs";

/**
 * @param {import("./gateway.mjs").Settings} settings
 * @returns {import("express").RequestHandler}
 */
export function expressGateway(settings) {
  return async (request, response) => {
    // LOGIN: if (!request.session?.user) return void response.sendStatus(401);
    const { method, originalUrl: target, headers } = request;
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const incoming = { method, target, headers, body: request, signal: gone.signal };
    const answer = await gateway(incoming, settings);
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    // An answer that is cut short ends in a broken connection, as it should: not in half a body.
    const body = Readable.from(answer.body ?? []);
    await pipeline(body, response).catch(() => {});
  };
}
