/** Single letters act only when no field has the focus, and can be switched off (WCAG 2.1.4). */
import { recall } from "./state/remembered";

const FIELDS = "input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable=true]";

export const lettersAreOn = (): boolean => recall("letters") !== "off";

export function isTyping(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.matches(FIELDS);
}

/** Whether a plain key was pressed that may act as a shortcut now. */
export function isShortcut(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return false;
  if (document.querySelector("dialog[open]") || document.querySelector(":popover-open")) return false;
  return event.key.length > 1 || lettersAreOn();
}
