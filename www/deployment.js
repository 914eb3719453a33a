// Where this page is served from: here, by a sandbox. A gateway answers with lines of its own
// in place of this file: its base URL, and no key (gateway/nginx.conf).

/** The base URL to begin with; empty where there is none but the demo's. */
export const BASE_URL = "";

/** The sandbox's public demo key: it opens nothing but a sandbox. */
export const DEMO_KEY = "sk_test_51O62xYzAbcDef123";
