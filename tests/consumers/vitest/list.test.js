import { expect, test } from "vitest";
import { list } from "./list.js";

test("lists", async () => {
  const { CUSTOMERS_URL: baseUrl, CUSTOMERS_KEY: apiKey } = process.env;
  const listed = await list({ baseUrl, apiKey });
  console.log(listed);
  expect(listed).toBe("listed 38");
});
