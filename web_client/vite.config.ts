import { defineConfig } from "vitest/config";
import { languageNames } from "./languages.ts";

export default defineConfig({
  define: { __LANGUAGES__: JSON.stringify(languageNames()) },
  build: {
    outDir: "../agora_server/client",
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The light page of a hall is a document of its own: nothing of the square comes with it. So is the page that
    // checks a record: its policy lets it open no line.
    rolldownOptions: { input: ["index.html", "hall.html", "verify.html"] },
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/i18n/words.test-setup.ts"],
    coverage: {
      provider: "v8",
      include: ["src/**/*.{ts,tsx}"],
      exclude: ["src/**/*.test.{ts,tsx}", "src/**/*.test-*.ts", "src/**/*.d.ts"],
      reporter: ["json-summary"],
      reportsDirectory: "../.agora/coverage/client",
    },
  },
});
