/** Whether the person may change rights for the organization they act for; the server decides in any case. */
import { organization } from "../lib/state/session.svelte";

const RIGHTS = "rights_manager";
const ADMINISTRATOR = "administrator";

export const managesRights = (): boolean => organization()?.roles.includes(RIGHTS) ?? false;

/** Whether the person may change what holds for the whole library. */
export const administers = (): boolean => organization()?.roles.includes(ADMINISTRATOR) ?? false;
