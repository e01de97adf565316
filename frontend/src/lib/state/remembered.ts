/** Small choices of a person on this machine; a browser that refuses storage forgets them. */
type Key = "language" | "question" | "organization" | "letters" | "facets";

export function recall(key: Key): string | null {
  try {
    return localStorage.getItem(`bildkreis.${key}`);
  } catch {
    return null;
  }
}

export function remember(key: Key, value: string): void {
  try {
    localStorage.setItem(`bildkreis.${key}`, value);
  } catch {
    return;
  }
}
