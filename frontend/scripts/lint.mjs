// House rules that no type checker knows: size of a component, one place that fetches, no inline style or script.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";

const ROOT = new URL("../src", import.meta.url).pathname;
const files = (folder) => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? files(path) : [path];
});

const RULES = [
  { says: "a component stays under 200 lines", when: (path, text) => path.endsWith(".svelte") && text.split("\n").length > 200 },
  { says: "only lib/api/client.ts fetches", when: (path, text) => /\bfetch\(/.test(text) && !path.endsWith("lib/api/client.ts") },
  { says: "no style attribute: the content security policy refuses it", when: (path, text) => path.endsWith(".svelte") && /\sstyle="/.test(text) },
  { says: "text is rendered as text", when: (_path, text) => /\{@html/.test(text) },
  { says: "no address of another host", when: (path, text) => !path.endsWith("schema.d.ts") && /https?:\/\/(?!www\.w3\.org)/.test(text) },
];

const broken = files(ROOT).flatMap((path) => {
  const text = readFileSync(path, "utf8");
  return RULES.filter((rule) => rule.when(path, text)).map((rule) => `${relative(ROOT, path)}: ${rule.says}`);
});
broken.forEach((line) => console.error(line));
process.exit(broken.length > 0 ? 1 : 0);
