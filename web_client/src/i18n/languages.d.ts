/** What `languages.ts` beside `vite.config.ts` read from this folder. */
declare const __LANGUAGES__: Readonly<Record<string, string>>;
