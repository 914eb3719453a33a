// llms.txt (https://llmstxt.org): the package for coding assistants in one short file. It is made of
// what is tested anyway: README's first words and program, the guides' titles, the declarations.

import { documents, read } from "./documents.mjs";

/** The first paragraph of a Markdown text (no heading, no picture), in one line. */
const opening = (text) => text.match(/^[A-Z].*(?:\n.+)*/m)[0].replaceAll("\n", " ");

/** The declarations without their programs, which make up a third of them. */
export function declarations() {
  return read("src/js/types.d.ts").replaceAll(/\n\s*\* @example\n(?:\s*\*(?!\/).*\n)+/g, "\n");
}

/** The site's pages, as links that are relative to llms.txt. */
function links(group) {
  return documents()
    .filter((page) => page.group === group)
    .map(({ title, address, file }) => `- [${title}](${address}.html): \`${file}\``)
    .join("\n");
}

export function llms() {
  const readme = read("README.md");
  const [program] = readme.match(/```js\nimport .*?```/s);
  return `# customers-client

> ${opening(readme)}

\`\`\`sh
npm install customers-client
\`\`\`

${program}

## Declarations

Everything that the package exports. The default export is \`init\`. Data keeps the service's
snake_case; options are camelCase, and names that are not listed here are refused.

\`\`\`ts
${declarations().trim()}
\`\`\`

## Guides

${links("Guides")}

## Optional

${links("Project")}
`;
}
