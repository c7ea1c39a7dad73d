/** Builds the harness page alone: `vite build --config src/ui/testing/voice.vite.config.ts --outDir <folder>`. */
import { defineConfig } from "vite";
import { languageNames } from "../../../languages.ts";

export default defineConfig({
  root: import.meta.dirname,
  define: { __LANGUAGES__: JSON.stringify(languageNames()) },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: "voice_harness.html" },
  },
});
