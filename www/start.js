// The entry: loads the desk, and says so in plain words where even that fails.

import { showError, showStatus } from "./notice.js";

try {
  const { openDesk } = await import("./desk.js");
  await openDesk();
} catch (error) {
  showStatus("");
  showError(document.querySelector("#alert"), error, {
    lead: "The desk could not be loaded.",
    action: { label: "Reload the page", run: () => location.reload() },
  });
  document.querySelector("#list")?.removeAttribute("aria-busy");
}
