// Lists every customer in a module worker too, for the bundlers that know workers.

const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
worker.onmessage = ({ data: email }) => {
  const line = Object.assign(document.createElement("li"), { textContent: email });
  document.querySelector("#from-worker").append(line);
};
worker.onerror = ({ message }) => console.error(`in the worker: ${message}`);
worker.postMessage(Object.fromEntries(new URLSearchParams(location.search)));
