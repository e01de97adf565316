// `font-display: optional` needs the fonts early: preload both, under the names that the build gave them.
export function preloadFonts() {
  return {
    name: "preload-fonts",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle }) {
        const fonts = Object.keys(bundle ?? {}).filter((name) => name.endsWith(".woff2"));
        return fonts.map((name) => ({
          tag: "link",
          attrs: { rel: "preload", as: "font", type: "font/woff2", crossorigin: true, href: `/static/app/${name}` },
          injectTo: "head",
        }));
      },
    },
  };
}
