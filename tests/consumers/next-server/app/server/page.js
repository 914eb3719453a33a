import { createClient } from "customers-client";

export default async function Page({ searchParams }) {
  const { baseUrl, apiKey } = await searchParams;
  const client = await createClient({ baseUrl, apiKey });
  const { results } = await client.list({ page_size: 50 });
  return (
    <ol>
      {results.map(({ id, email }) => (
        <li key={id}>{email}</li>
      ))}
    </ol>
  );
}
