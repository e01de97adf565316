import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { prepareFonts } from "./scripts/fonts.mjs";
import { kernTokens } from "./scripts/kern-tokens.mjs";
import { preloadFonts } from "./scripts/preload-fonts.mjs";

/** Django serves index.html for every address that is not the API's, and dist/assets under /static/app/. */
export default defineConfig(async ({ command }) => {
  await prepareFonts();
  return {
    base: command === "build" ? "/static/app/" : "/",
    plugins: [kernTokens(), svelte(), preloadFonts()],
    build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: false },
    server: { proxy: { "/api": process.env.BILDKREIS_SERVER ?? "http://127.0.0.1:8000" } },
    test: { include: ["tests/**/*.test.ts"] },
  };
});
