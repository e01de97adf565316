/** What the ledger shows, in the address and as parameters of the API. */
export const FILTERS = ["faellig", "laufend", "runter", "geplant", "beendet", "alle"] as const;

export interface Filter {
  show: (typeof FILTERS)[number];
  channel: string;
  whole: boolean;
}

const SHOWN: Record<Filter["show"], Record<string, string>> = {
  faellig: { show: "changed_or_ending" }, laufend: { state: "live,scheduled,irrevocable" }, runter: { state: "due_for_removal" }, geplant: { state: "scheduled" }, beendet: { state: "removed,canceled" }, alle: {},
};

export function readFilter(params: URLSearchParams): Filter {
  const shown = params.get("zeigen") as Filter["show"] | null;
  return { show: shown && FILTERS.includes(shown) ? shown : "faellig", channel: params.get("kanal") ?? "", whole: params.get("wessen") === "alle" };
}

export function filterParams(filter: Filter, organization: string | undefined): Record<string, string> {
  return {
    ...SHOWN[filter.show],
    ...(filter.channel ? { channel: filter.channel } : {}),
    ...(!filter.whole && organization ? { organization } : {}),
  };
}
