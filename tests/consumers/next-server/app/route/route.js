import { answer } from "../../list.js";

export const GET = answer;
