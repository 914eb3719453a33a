// Pictures of every view, light, dark, and on a telephone: npm run screenshots. Two of them are
// README's.

import { copyFile, mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { openDesk, screenshot } from "./browser.mjs";
import { begin, VIEWS } from "./views.mjs";

const KINDS = { light: { scheme: "light" }, dark: { scheme: "dark" }, 360: { width: 360 } };
const IN_README = ["detail-light", "calls-dark"];

const here = new URL("screenshots/", import.meta.url);
const images = new URL("../../docs/images/", import.meta.url);

const opened = await openDesk();
opened.home = opened.page.url();
opened.page.on("dialog", (dialog) => dialog.accept());
for (const [kind, options] of Object.entries(KINDS)) {
  for (const [name, open] of Object.entries(VIEWS)) {
    await begin(opened, options);
    await open(opened);
    await screenshot(opened.page, `${name.replaceAll(/[ ,]+/g, "-")}-${kind}`);
  }
}
await opened.close();
await mkdir(images, { recursive: true });
for (const name of IN_README)
  await copyFile(new URL(`chromium-${name}.png`, here), new URL(`desk-${name}.png`, images));
console.log(`written to ${fileURLToPath(here)} and ${fileURLToPath(images)}`);
