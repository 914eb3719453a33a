// A classic worker: no `type: "module"`.

const worker = new Worker("./dist/worker.js");
worker.onmessage = ({ data: email }) => {
  const line = Object.assign(document.createElement("li"), { textContent: email });
  document.querySelector("#from-worker").append(line);
};
worker.onerror = ({ message }) => console.error(`in the worker: ${message}`);
worker.postMessage(Object.fromEntries(new URLSearchParams(location.search)));
