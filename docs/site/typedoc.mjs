// TypeDoc's settings: the reference from the declarations, and the Markdown files around it.
// https://typedoc.org/documents/Options.html

import { join } from "node:path";
import { documents, root } from "./documents.mjs";

/** Where a heading has code in it, TypeDoc leaves that out of its anchor; GitHub does not. */
function keepCodeInAnchors(parser) {
  parser.core.ruler.push("code_in_anchors", ({ tokens }) => {
    const headings = tokens.filter((_, index) => tokens[index - 1]?.type === "heading_open");
    for (const part of headings.flatMap(({ children }) => children))
      if (part.type === "code_inline") part.children = [{ type: "text", content: part.content }];
  });
}

/** @type {Partial<import("typedoc").TypeDocOptions>} */
export default {
  name: "customers-client",
  entryPoints: [join(root, "src/js/types.d.ts")],
  tsconfig: join(root, "docs/site/tsconfig.json"),
  plugin: [join(root, "docs/site/plugin.mjs")],
  readme: join(root, "README.md"),
  headings: { readme: false }, // It has one of its own.
  projectDocuments: documents().map(({ file }) => join(root, file)),
  router: "pages",
  // The names stand at the site's top, not in a module that is named after the file.
  alwaysCreateEntryPointModule: false,
  groupOrder: ["Guides", "Project", "Classes", "Functions", "*"],
  navigation: { includeGroups: true },
  sort: ["source-order"],
  markdownItLoader: keepCodeInAnchors,
  searchInComments: true,
  searchInDocuments: true,
  favicon: join(root, "www/icon.svg"),
  // Links to lines on GitHub would need to know where this repository is.
  disableSources: true,
  includeVersion: true,
  highlightLanguages: [
    ...["bash", "console", "css", "diff", "html", "http", "ini", "javascript", "json", "jsonc"],
    ...["jsx", "mermaid", "nginx", "rust", "sh", "svelte", "toml", "ts", "tsx", "typescript"],
    ...["vue", "xml", "yaml"],
  ],
  treatWarningsAsErrors: true,
  // What a condition asks of the platform is nobody's to describe.
  intentionallyNotDocumented: [
    "WasmModule.__type.WebAssembly",
    "WasmModule.__type.WebAssembly.__type.Module",
    "WasmModule.__type.WebAssembly.__type.Module.__type.prototype",
  ],
  validation: {
    invalidLink: true,
    invalidPath: true,
    notDocumented: true,
    notExported: true,
    rewrittenLink: true,
  },
};
