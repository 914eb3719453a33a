import { answer } from "./list.js";

export default { fetch: answer };
