// Frameworks that build pages and their server: the page lists in the browser, and an address of the
// server lists by itself.

import { after, before, test } from "node:test";
import { fullLists, inPage } from "./browser.mjs";
import { run } from "./project.mjs";
import { saw, setUp } from "./setting.mjs";

let set;
before(async () => {
  set = await setUp();
  await set.useNewerNode();
});
after(() => set?.close());

for (const [name, fixture, ...server] of [
  ["Astro, @astrojs/node", "astro", "dist/server/entry.mjs"],
  [
    "React Router",
    "react-router",
    "node_modules/@react-router/serve/bin.js",
    "build/server/index.js",
  ],
  ["SvelteKit, adapter-node", "sveltekit", "build/index.js"],
  ["Nuxt", "nuxt", ".output/server/index.mjs"],
]) {
  test(name, async (t) => {
    const project = await set.project(fixture);
    await run(project, "npm", "run", "build");
    await set.assertServes(t, project, "", ...server);
    await set.assertAnswers(t, project, "server", ...server);
  });
}

test("Angular, ng build", (t) => set.assertBuilds(t, "angular", "dist/browser", {}));

test("Storybook, HTML with Vite", async (t) => {
  const project = await set.project("storybook");
  await run(project, "npm", "run", "build");
  const site = await set.site(`${project}/storybook-static`, { types: { ".css": "text/css" } });
  const story = "iframe.html?id=customers--list&viewMode=story&baseUrl=/api";
  // Its page has lists of its own.
  const look = (page) => fullLists(page, "#storybook-root ol");
  saw(t, await inPage(set.browser, site + story, look));
});
