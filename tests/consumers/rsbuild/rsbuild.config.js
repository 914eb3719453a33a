export default {
  html: { template: "index.html" },
  source: { entry: { index: ["./app.js", "./app-worker.js"] } },
};
