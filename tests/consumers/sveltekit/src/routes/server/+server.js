import { answer } from "../../../list.js";

export const GET = ({ request }) => answer(request);
