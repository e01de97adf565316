/** Whether the person may change rights for the organization they act for; the server decides in any case. */
import { organization, session } from "../lib/state/session.svelte";

const RIGHTS = "rights_manager";
const ADMINISTRATOR = "administrator";

export const managesRights = (): boolean => organization()?.roles.includes(RIGHTS) ?? false;

/** Whether the person may change what holds for the whole library. */
export const administers = (): boolean => organization()?.roles.includes(ADMINISTRATOR) ?? false;

/** Whether the person edits for an organization, whichever one they act for at the moment. */
export const editsFor = (id: string): boolean => session()?.organizations.some((each) => each.id === id && each.roles.includes("editor")) ?? false;
