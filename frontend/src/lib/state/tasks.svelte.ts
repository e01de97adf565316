/** How many things wait for the person; shown in the head of every page, counted again after each act. */
import { countOpenTasks } from "../api/tasks";

const state = $state({ open: 0 });

export const openTasks = (): number => state.open;

/** A count that cannot be had is no reason to disturb: the number simply stays. */
export async function countTasks(): Promise<void> {
  state.open = await countOpenTasks().catch(() => state.open);
}
