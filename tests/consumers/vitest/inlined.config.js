export default { test: { server: { deps: { inline: ["customers-client"] } } } };
