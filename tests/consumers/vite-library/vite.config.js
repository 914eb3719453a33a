export default { build: { lib: { entry: "library.js", name: "Library", formats: ["es", "umd"] } } };
