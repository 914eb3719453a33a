import { list } from "./list.js";

const [baseUrl, apiKey] = Deno.args;
console.log(await list({ baseUrl, apiKey }));
