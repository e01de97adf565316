// Fail the build when the shell outgrows its budget (gzip bytes).
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";

const ASSETS = new URL("../dist/assets/", import.meta.url);
const BUDGETS = [
  { ending: ".js", limit: 90 * 1024 },
  { ending: ".css", limit: 30 * 1024 },
  { ending: ".woff2", limit: 70 * 1024 },
];

const sizeOf = (name) => gzipSync(readFileSync(new URL(name, ASSETS)), { level: 9 }).length;

let over = false;
for (const { ending, limit } of BUDGETS) {
  const names = readdirSync(ASSETS).filter((name) => name.endsWith(ending));
  const size = names.reduce((sum, name) => sum + sizeOf(name), 0);
  over ||= size > limit;
  console.log(`${ending.padEnd(6)} ${(size / 1024).toFixed(1)} of ${limit / 1024} KB gzip${size > limit ? ": TOO MUCH" : ""}`);
}
process.exit(over ? 1 : 0);
