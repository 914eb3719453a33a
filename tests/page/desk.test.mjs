// The desk at work with the sandbox itself.

import { openDesk } from "./browser.mjs";
import { endToEnd } from "./end-to-end.mjs";

endToEnd({ name: "desk", open: openDesk, mode: "test mode" });
