/** One polite voice for what happens elsewhere on the page; what it says stays readable until something new is said. */
const state = $state({ text: "", at: 0 });

export const announcement = () => state.text;
export const announcedAt = () => state.at;

export function announce(text: string): void {
  state.text = text;
  state.at += 1;
}

export function silence(): void {
  state.text = "";
}
