export default { serverExternalPackages: ["customers-client"] };
