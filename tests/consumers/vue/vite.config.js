import vue from "@vitejs/plugin-vue";
import { proxy } from "./gateway.js";

export default { plugins: [vue()], server: { proxy } };
