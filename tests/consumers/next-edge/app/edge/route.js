import { answer } from "../../list.js";

export const runtime = "edge";
export const GET = answer;
