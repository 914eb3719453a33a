// What mounts the component of docs/frameworks.md (Customers.svelte), and mounts it again on request.

import { mount } from "svelte";
import App from "./App.svelte";

mount(App, { target: document.querySelector("#app") });
