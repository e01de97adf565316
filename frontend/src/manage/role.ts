/** Whether the person may change rights for the organization they act for; the server decides in any case. */
import { organization } from "../lib/state/session.svelte";

const RIGHTS = "rights_manager";

export const managesRights = (): boolean => organization()?.roles.includes(RIGHTS) ?? false;
