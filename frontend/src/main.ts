import "virtual:kern-tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/frame.css";
import "./styles/verdict.css";
import "./styles/search.css";
import "./styles/medium.css";
import "./styles/dialog.css";
import "./styles/manage.css";
import "./styles/narrow.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { language } from "./lib/state/language.svelte";
import { startRouter } from "./lib/state/router.svelte";

document.documentElement.lang = language();
startRouter();
mount(App, { target: document.getElementById("app") as HTMLElement });
