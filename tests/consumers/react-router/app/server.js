import { answer } from "../list.js";

export const loader = ({ request }) => answer(request);
