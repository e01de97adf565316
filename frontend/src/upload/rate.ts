/** How fast it goes, over the last seconds, and how long it may take. */
const WINDOW_MS = 10_000;

export class Rate {
  #seen: { at: number; bytes: number }[] = [];

  note(bytes: number, at: number): void {
    const last = this.#seen.at(-1);
    if (last && bytes < last.bytes) this.#seen = [];
    this.#seen.push({ at, bytes });
    this.#seen = this.#seen.filter((each) => at - each.at <= WINDOW_MS);
  }

  /** Bytes in a second; 0 while nothing is known. */
  get now(): number {
    const [first, last] = [this.#seen[0], this.#seen.at(-1)];
    if (!first || !last || last.at - first.at < 1000) return 0;
    return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
  }

  minutesFor(bytes: number): number | null {
    return this.now > 0 ? Math.ceil(bytes / this.now / 60) : null;
  }
}
