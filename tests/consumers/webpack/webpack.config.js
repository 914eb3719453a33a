export default { entry: ["./app.js", "./app-worker.js"] };
