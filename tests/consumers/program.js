// A program for runtimes without a page: it prints how many customers there are.

import { list } from "./list.js";

const { CUSTOMERS_URL: baseUrl, CUSTOMERS_KEY: apiKey } = process.env;
list({ baseUrl, apiKey }).then(console.log);
