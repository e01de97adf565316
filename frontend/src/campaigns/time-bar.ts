/** Where days lie on the bar of a campaign: shares of its width, with some room on both sides. */

export interface Span {
  left: number;
  width: number;
}

export interface Bar {
  window: Span;
  quiet: Span | null;
  today: number;
}

const DAY_MS = 86_400_000;
const MARGIN = 0.06;
const at = (iso: string): number => Date.parse(`${iso.slice(0, 10)}T12:00:00Z`) / DAY_MS;

/** None without both ends: a bar without end says nothing. Last days count, so they are shown to their end. */
export function barOf(window: { from: string | null; until: string | null }, quiet: { from: string; until: string } | null, today: string): Bar | null {
  if (!window.from || !window.until) return null;
  const days = [at(window.from), at(window.until) + 1, at(today), ...(quiet ? [at(quiet.from), at(quiet.until) + 1] : [])];
  const whole = Math.max(...days) - Math.min(...days);
  const first = Math.min(...days) - whole * MARGIN;
  const length = whole * (1 + 2 * MARGIN);
  const share = (day: number) => (day - first) / length;
  const span = (from: string, until: string): Span => ({ left: share(at(from)), width: share(at(until) + 1) - share(at(from)) });
  return { window: span(window.from, window.until), quiet: quiet && span(quiet.from, quiet.until), today: share(at(today)) };
}
