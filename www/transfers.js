// Export and import are loaded when they are first asked for.

import { byId } from "./dom.js";
import { matcher } from "./find-all.js";
import { clearError, showError } from "./notice.js";
import { problems as words } from "./texts.js";
import { readView } from "./view-state.js";

/** @typedef {import("./service.js").Service} Service */

/**
 * @param {object} options
 * @param {() => Service | null} options.getService
 * @param {() => void} options.onUnconnected
 * @param {() => void} options.onImported Told when customers were created.
 */
export function listenToTransfers({ getService, onUnconnected, onImported }) {
  /** @param {string} id @param {(service: Service) => Promise<void>} open */
  const when = (id, open) =>
    byId(id).addEventListener("click", async () => {
      const service = getService();
      if (!service) return onUnconnected();
      const alert = byId("alert");
      try {
        await open(service);
        clearError(alert);
      } catch (error) {
        const action = { label: words.reload, run: () => location.reload() };
        showError(alert, error, { message: words.partNotLoaded, action });
      }
    });
  when("export", async (service) => {
    const { openExport } = await import("./export.js");
    // Its key may be changed in between.
    const { search, everywhere } = readView();
    const fits = everywhere ? matcher(search) : null;
    await openExport(() => getService() ?? service, search.trim(), fits);
  });
  when("import", async (service) => {
    const { openImport } = await import("./import.js");
    // As above, even while it runs.
    await openImport(() => getService() ?? service, onImported);
  });
}
