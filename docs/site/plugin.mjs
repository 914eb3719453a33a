// What TypeDoc's settings cannot say: the titles and addresses of Markdown files, the name of the
// default export, and the links to what else is on the site.

import { join } from "node:path";
import { Converter, JSX, KindRouter } from "typedoc";
import { documents, root } from "./documents.mjs";

/** What is there besides TypeDoc's own pages: .ci/commands/docs.mjs puts it there. */
const BESIDE = {
  "The crate (rustdoc)": "crate/customers_client/index.html",
  "For coding assistants (llms.txt)": "llms.txt",
};

const pages = new Map(documents().map((page) => [join(root, page.file), page]));

/** Pages of guides are named by their files, so that a better title does not break a link. */
class PageRouter extends KindRouter {
  getIdealBaseName(reflection) {
    const file = reflection.project.files.getReflectionPath(reflection);
    return pages.get(file)?.address ?? super.getIdealBaseName(reflection);
  }
}

/** @param {import("typedoc").Application} app */
export function load(app) {
  app.renderer.defineRouter("pages", PageRouter);

  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, document) => {
    const page = pages.get(document.project.files.getReflectionPath(document));
    document.name = page.title;
    document.frontmatter.group = page.group;
  });

  // Every example imports it under this name.
  const asInit = (_context, reflection) => {
    if (reflection.name === "default") reflection.name = "init";
  };
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, asInit);
  app.converter.on(Converter.EVENT_CREATE_SIGNATURE, asInit);

  app.renderer.hooks.on("sidebar.end", (context) =>
    JSX.createElement(
      "nav",
      { class: "tsd-navigation" },
      ...Object.entries(BESIDE).map(([label, path]) =>
        JSX.createElement("a", { href: context.relativeURL(path) }, label),
      ),
    ),
  );
}
