import { Customers } from "./customers.js";

export default function Page() {
  return <Customers />;
}
