// What mounts the component of docs/frameworks.md (Customers.vue), and mounts it again on request.

import { createApp, h, ref } from "vue";
import Customers from "./Customers.vue";

const round = ref(0);
window.again = () => {
  round.value += 1;
};

createApp({ render: () => h(Customers, { key: round.value }) }).mount("#app");
