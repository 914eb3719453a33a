// The entry: loads the desk, and says so in plain words where even that fails.

import { showError, showStatus } from "./notice.js";
import { problems as words } from "./texts.js";
import { readView } from "./view-state.js";

const list = document.querySelector("#list");
// As much room as the first page will take.
if (list instanceof HTMLElement) list.style.setProperty("--rows", String(readView().size));

try {
  const { openDesk } = await import("./desk.js");
  await openDesk();
} catch (error) {
  showStatus("");
  showError(document.querySelector("#alert"), error, {
    lead: words.notLoaded,
    action: { label: words.reload, run: () => location.reload() },
  });
  list?.removeAttribute("aria-busy");
}
