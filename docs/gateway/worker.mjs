// A Worker (Cloudflare, workerd), with gateway.mjs beside it. CUSTOMERS_KEY is a secret; PAGE_ORIGIN
// and CUSTOMERS_SERVICE are variables.

import { gateway, incomingOf } from "./gateway.mjs";

export default {
  /**
   * @param {Request} request
   * @param {{ CUSTOMERS_KEY: string, PAGE_ORIGIN: string, CUSTOMERS_SERVICE?: string }} env
   */
  async fetch(request, env) {
    // LOGIN: if (!(await session(request, env))) return new Response(null, { status: 401 });
    return gateway(incomingOf(request), {
      key: env.CUSTOMERS_KEY,
      origin: env.PAGE_ORIGIN,
      service: env.CUSTOMERS_SERVICE, // Without it: https://api.4geeks.io
    });
  },
};
