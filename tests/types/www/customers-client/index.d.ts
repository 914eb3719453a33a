// Where the page finds the package: the sandbox serves it at this path beside www/.
export * from "../../../../pkg/index.js";
export { default } from "../../../../pkg/index.js";
