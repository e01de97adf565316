// Cut Fira Sans (from @kern-ux/native) down to Latin: two files of about 25 KB instead of 270.
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import subsetFont from "subset-font";

const SOURCE = new URL("../node_modules/@kern-ux/native/dist/fonts/fira-sans/", import.meta.url);
const TARGET = new URL("../.generated/fonts/", import.meta.url);
const WEIGHTS = ["Regular", "SemiBold"];

// Basic Latin, Latin-1, Latin Extended-A, and the typographic signs that the interface and captions use.
const RANGES = [[0x20, 0x7e], [0xa0, 0x17f]];
const SIGNS = "‐–—‘’‚“”„•…‹›€™←→↑↓−×≤≥ẞ©®";

function characters() {
  const latin = RANGES.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
  return String.fromCodePoint(...latin) + SIGNS;
}

const exists = (url) => stat(url).then(() => true, () => false);

export async function prepareFonts() {
  await mkdir(TARGET, { recursive: true });
  for (const weight of WEIGHTS) {
    const target = new URL(`fira-sans-${weight.toLowerCase()}.woff2`, TARGET);
    if (await exists(target)) continue;
    const whole = await readFile(new URL(`FiraSans-${weight}.woff2`, SOURCE));
    await writeFile(target, await subsetFont(whole, characters(), { targetFormat: "woff2" }));
  }
}
