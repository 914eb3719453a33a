// app/api/[...path]/route.js (Next), with gateway.mjs beside it. Next's own redirects have to leave
// the paths alone, all of which end in a slash. In next.config.js: { skipTrailingSlashRedirect: true }

import { gateway, incomingOf } from "./gateway.mjs";

export const dynamic = "force-dynamic";

/** @param {Request} request */
async function handle(request) {
  // LOGIN: if (!(await session(request))) return new Response(null, { status: 401 });
  return gateway(incomingOf(request), {
    key: process.env.CUSTOMERS_KEY,
    origin: process.env.PAGE_ORIGIN,
    service: process.env.CUSTOMERS_SERVICE, // Without it: https://api.4geeks.io
  });
}

// With the methods that are refused: Next would answer HEAD and OPTIONS by itself.
export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
