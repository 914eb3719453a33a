import { show } from "./dist/library.js";

show(document.querySelector("#es"));
