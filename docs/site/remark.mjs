// The link check of npm run lint: relative links, and anchors among headings. No address of another
// host is asked for anything.

import remarkValidateLinks from "remark-validate-links";

export default { plugins: [[remarkValidateLinks, { repository: false }]] };
