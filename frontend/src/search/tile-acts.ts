import type { Tile } from "../lib/api/types";
import { announce } from "../lib/state/announce.svelte";
import { t } from "../lib/state/language.svelte";
import { copyCredit, take } from "../lib/state/take";
import type { Question } from "../lib/url/question";
import { isReleasing } from "../ui/verdict-class";

/** `c` copies the credit line, `d` downloads where the verdict releases. */
export async function tileAct(key: "c" | "d", tile: Tile, question: Question | null): Promise<void> {
  if (key === "c") {
    await copyCredit(tile.id, question, tile.credit);
  } else if (question && isReleasing(tile.verdict?.verdict)) {
    announce(t().preparing);
    await take(tile.id, question, "large");
  } else {
    announce(question ? t().noneReleased : t().askFirst);
  }
}
