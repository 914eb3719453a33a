import { createClient } from "customers-client";
import { useEffect, useState } from "react";

export default function Home() {
  const [customers, setCustomers] = useState([]);

  useEffect(() => {
    createClient(Object.fromEntries(new URLSearchParams(location.search)))
      .then((client) => client.list({ page_size: 50 }))
      .then((page) => setCustomers(page.results));
  }, []);

  return (
    <ol id="customers">
      {customers.map(({ id, email }) => (
        <li key={id}>{email}</li>
      ))}
    </ol>
  );
}
