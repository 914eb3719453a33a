"use client";

import { createClient } from "customers-client";
import { useEffect, useState } from "react";

export function Customers() {
  const [customers, setCustomers] = useState([]);

  useEffect(() => {
    const options = Object.fromEntries(new URLSearchParams(location.search));
    createClient(options)
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
