import { list } from "../../list.js";

export default defineEventHandler((event) => list(getQuery(event)));
