// What the server answers: customers as the service writes them, with the same bytes in every run.

const NAMES = [
  ["María José", "Hernández Núñez"],
  ["John", "Smith"],
  ["Zoë", "O'Connor"],
  ["Иван", "Петров"],
  ["Ana", "Mora"],
  ["Kwame", "Mensah"],
  ["美咲", "佐藤"],
  ["Carlos", "Rodríguez Solís"],
  ["Emily", "van der Berg"],
  ["José", "Calderón"],
];
const COUNTRIES = ["Costa Rica", "USA", null, "México", "Panamá"];
const PLANS = ["free", "team", "enterprise"];

/** A customer, by its number from 0. A hundred of them in an envelope are about 36.5 KB. */
export function customer(n) {
  const [first_name, last_name] = NAMES[n % NAMES.length];
  const day = String((n % 28) + 1).padStart(2, "0");
  return {
    id: `${String(n).padStart(8, "0")}-a8bd-4e63-823f-90540b9acc0f`,
    developer: 17,
    first_name,
    last_name,
    email: `customer.${n}@example-company.com`,
    phone: n % 4 === 3 ? null : `+5068${String(1_000_000 + (n % 1_000_000))}`,
    photo: n % 3 === 0 ? `https://media.example.com/customers/${n}/photo.jpg` : null,
    country: COUNTRIES[n % COUNTRIES.length],
    metadata: n % 5 === 4 ? null : { plan: PLANS[n % 3], seats: n % 40, note: "Llamarla después." },
    test: true,
    created_on: `2024-03-${day}T06:56:07.152267Z`,
    pay_providers: n % 2 ? [] : [{ id: `pp_${n}`, name: "stripe" }],
  };
}

/** A page of `total` customers, as bytes; undefined where there is no such page. */
export function pageBody(total, page, size) {
  const first = (page - 1) * size;
  if (first >= total && page > 1) return undefined;
  const end = Math.min(first + size, total);
  const results = [];
  for (let n = first; n < end; n++) results.push(customer(n));
  const link = (to) => `https://api.4geeks.io/v1/customers/?page=${to}&page_size=${size}`;
  const next = end < total ? link(page + 1) : null;
  const previous = page > 1 ? link(page - 1) : null;
  return Buffer.from(JSON.stringify({ count: total, next, previous, results }));
}

/** The content of a form, by its number: seven of ten are right, the others have one or two faults. */
export function form(n) {
  const [first_name, last_name] = NAMES[n % NAMES.length];
  const filled = {
    first_name: n % 3 ? first_name : ` ${first_name} `,
    last_name,
    email: `customer.${n}@example-company.com`,
    phone: n % 4 === 3 ? null : `+5068${1_000_000 + n}`,
    country: COUNTRIES[n % COUNTRIES.length],
    metadata: { plan: PLANS[n % 3], seats: n % 40, tags: ["new", "web"], note: "Llamar después" },
  };
  if (n % 10 === 3) filled.email = "not an address";
  if (n % 10 === 6) filled.last_name = "   ";
  if (n % 10 === 9) Object.assign(filled, { first_name: 5, email: `customer.${n}@` });
  return filled;
}
