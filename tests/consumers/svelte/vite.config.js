import { svelte } from "@sveltejs/vite-plugin-svelte";
import { proxy } from "./gateway.js";

export default { plugins: [svelte()], server: { proxy } };
