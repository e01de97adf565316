/** The address is the state: one object that follows it, one way to change it. */
interface Place {
  path: string;
  search: string;
  hash: string;
}

const read = (): Place => ({ path: location.pathname, search: location.search, hash: location.hash });

export const route = $state<Place>(read());

function follow(): void {
  Object.assign(route, read());
}

/** Push for what people want to go back to; replace for cursor, selection and typing. */
export function go(address: string, { replace = false, keep = false } = {}): void {
  const target = new URL(address, location.href);
  const samePage = target.pathname === location.pathname;
  if (target.href !== location.href) history[replace ? "replaceState" : "pushState"](null, "", target);
  follow();
  if (!samePage && !keep) scrollTo(0, 0);
}

export function setHash(hash: string): void {
  go(`${location.pathname}${location.search}${hash}`, { keep: true });
}

/** Links of our own pages are followed without leaving the document. */
function clicked(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  const isAnchor = link.hash !== "" && link.pathname === location.pathname && link.search === location.search;
  if (link.pathname.startsWith("/api/") || isAnchor) return;
  event.preventDefault();
  go(link.href);
}

export function startRouter(): void {
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);
  document.addEventListener("click", clicked);
}
