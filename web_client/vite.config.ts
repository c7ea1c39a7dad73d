import { defineConfig } from "vitest/config";

export default defineConfig({
  build: {
    outDir: "../agora_server/client",
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The light page of a hall is a document of its own: nothing of the square comes with it.
    rolldownOptions: { input: ["index.html", "hall.html"] },
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: { environment: "node", include: ["src/**/*.test.{ts,tsx}"], setupFiles: ["src/i18n/words.test-setup.ts"] },
});
