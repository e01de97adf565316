/** Who is signed in, for which organization they act, and the vocabulary of questions. */
import { getSession, getVocabulary } from "../api/client";
import type { Session, SessionOrganization, Vocabulary } from "../api/types";
import { recall, remember } from "./remembered";

const state = $state<{ session: Session | null; organization: string | null; vocabulary: Vocabulary | null }>({
  session: null,
  organization: recall("organization"),
  vocabulary: null,
});

export const session = (): Session | null => state.session;

export function organization(): SessionOrganization | null {
  const all = state.session?.organizations ?? [];
  return all.find((each) => each.id === state.organization) ?? all[0] ?? null;
}

/** Named in a question only by those who have a choice; the API knows the only one. */
export const askingAs = (): string | undefined => ((state.session?.organizations.length ?? 0) > 1 ? organization()?.id : undefined);

export function actFor(id: string): void {
  state.organization = id;
  remember("organization", id);
}

export async function begin(session?: Session): Promise<void> {
  state.session = session ?? (await getSession());
  if (state.session.authenticated && state.vocabulary === null) state.vocabulary = await getVocabulary();
}

export function end(): void {
  if (state.session) state.session = { ...state.session, authenticated: false, user: null, organizations: [] };
}

export const vocabulary = (): Vocabulary => state.vocabulary ?? { channels: [], purposes: [], modifications: [], placements: [] };
export const channelTerm = (code: string) => vocabulary().channels.find((each) => each.code === code);
export const purposeTerm = (code: string) => vocabulary().purposes.find((each) => each.code === code);
export const placementTerm = (code: string) => vocabulary().placements.find((each) => each.code === code);
