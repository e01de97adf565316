export type { Messages } from "./de";
export { de } from "./de";
export { en } from "./en";
