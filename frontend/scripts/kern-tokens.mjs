// Take from KERN's stylesheet (340 KB) only the color tokens that our own styles name, with what these build upon.
import { readFileSync, readdirSync } from "node:fs";

const SHEET = new URL("../node_modules/@kern-ux/native/dist/kern.css", import.meta.url);
const STYLES = new URL("../src/styles/", import.meta.url);
const ID = "virtual:kern-tokens.css";
const TOKEN = /(--kern-color-[\w-]+)\s*:\s*([^;]+);/g;
const REFERENCE = /var\((--kern-color-[\w-]+)/g;

/** All tokens of the blocks whose selector is `selector`, in order: later ones win. */
function tokensOf(sheet, selector) {
  const found = new Map();
  const opening = `\n${selector} {`;
  for (let at = sheet.indexOf(opening); at !== -1; at = sheet.indexOf(opening, at + 1)) {
    const block = sheet.slice(at, sheet.indexOf("\n}", at));
    for (const [, name, value] of block.matchAll(TOKEN)) found.set(name, value.trim());
  }
  return found;
}

function closure(wanted, tokens) {
  const kept = new Map();
  const visit = (name) => {
    const value = tokens.get(name);
    if (value === undefined || kept.has(name)) return;
    kept.set(name, value);
    for (const [, inner] of value.matchAll(REFERENCE)) visit(inner);
  };
  wanted.forEach(visit);
  return kept;
}

const write = (tokens) => [...tokens].map(([name, value]) => `${name}:${value}`).join(";");

function tokensSheet() {
  const sheet = readFileSync(SHEET, "utf8");
  const ours = readdirSync(STYLES).map((name) => readFileSync(new URL(name, STYLES), "utf8")).join("\n");
  const wanted = new Set([...ours.matchAll(REFERENCE)].map(([, name]) => name));
  const base = tokensOf(sheet, ":root");
  const light = new Map([...base, ...tokensOf(sheet, ".kern-light")]);
  const dark = new Map([...base, ...tokensOf(sheet, ".kern-dark")]);
  const missing = [...wanted].filter((name) => !light.has(name));
  if (missing.length > 0) throw new Error(`KERN has no ${missing.join(", ")}`);
  const day = closure(wanted, light);
  const night = new Map([...closure(wanted, dark)].filter(([name, value]) => day.get(name) !== value));
  return `:root{color-scheme:light dark;${write(day)}}@media (prefers-color-scheme:dark){:root{${write(night)}}}`;
}

export function kernTokens() {
  return {
    name: "kern-tokens",
    resolveId: (id) => (id === ID ? `\0${ID}` : null),
    load: (id) => (id === `\0${ID}` ? tokensSheet() : null),
  };
}
