// What mounts the component of docs/frameworks.md (Customers.jsx), and mounts it again on request.

import { StrictMode, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { Customers } from "./Customers.jsx";

window.mounts = 0;

function App() {
  const [round, setRound] = useState(0);

  useEffect(() => {
    window.mounts += 1;
    window.again = () => setRound((before) => before + 1);
  }, []);

  return <Customers key={round} />;
}

createRoot(document.querySelector("#app")).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
