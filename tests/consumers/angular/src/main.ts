import { Component, signal } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { type Customer, createClient } from "customers-client/inline";

@Component({
  selector: "app-customers",
  template: `<ol id="customers">
    @for (customer of customers(); track customer.id) {
      <li>{{ customer.email }}</li>
    }
  </ol>`,
})
class Customers {
  readonly customers = signal<Customer[]>([]);

  constructor() {
    this.load();
  }

  async load() {
    const client = await createClient(Object.fromEntries(new URLSearchParams(location.search)));
    const page = await client.list({ page_size: 50 });
    this.customers.set(page.results);
  }
}

bootstrapApplication(Customers);
