/// <reference types="vite/client" />
/// <reference types="svelte" />
declare module "virtual:kern-tokens.css";
