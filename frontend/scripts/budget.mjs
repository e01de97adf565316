// Fail the build when the shell outgrows its budget (gzip bytes): what index.html names, and what that imports at once.
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url);
const ASSETS = new URL("assets/", DIST);
const BUDGETS = [
  { ending: ".js", limit: 90 * 1024 },
  { ending: ".css", limit: 30 * 1024 },
  { ending: ".woff2", limit: 70 * 1024 },
];
const STATIC_IMPORT = /(?:from|import)\s*"\.\/([\w.-]+\.js)"/g;

const read = (name) => readFileSync(new URL(name, ASSETS));
const sizeOf = (name) => gzipSync(read(name), { level: 9 }).length;

/** The shell's files: those in the page, and the scripts that they cannot start without. */
function shellOf(page) {
  const found = new Set([...page.matchAll(/assets\/([\w.-]+)"/g)].map(([, name]) => name));
  for (const name of found) {
    if (name.endsWith(".js")) for (const [, imported] of read(name).toString().matchAll(STATIC_IMPORT)) found.add(imported);
  }
  return [...found];
}

const shell = shellOf(readFileSync(new URL("index.html", DIST), "utf8"));
let over = false;
for (const { ending, limit } of BUDGETS) {
  const size = shell.filter((name) => name.endsWith(ending)).reduce((sum, name) => sum + sizeOf(name), 0);
  over ||= size > limit;
  console.log(`${ending.padEnd(6)} ${(size / 1024).toFixed(1)} of ${limit / 1024} KB gzip${size > limit ? ": TOO MUCH" : ""}`);
}
const later = readdirSync(ASSETS).filter((name) => name.endsWith(".js") && !shell.includes(name));
console.log(`later  ${later.map((name) => `${name.split("-")[0]} ${(sizeOf(name) / 1024).toFixed(1)}`).join(", ") || "nothing"}`);
process.exit(over ? 1 : 0);
