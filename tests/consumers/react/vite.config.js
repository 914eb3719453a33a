import react from "@vitejs/plugin-react";
import { proxy } from "./gateway.js";

export default { plugins: [react()], server: { proxy } };
