export default { optimizeDeps: { exclude: ["customers-client"] } };
