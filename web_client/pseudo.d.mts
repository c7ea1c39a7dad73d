import type { Words } from "./src/i18n/words";

export function pseudo(words: Words): Words;
export function outsideBrackets(shown: string): string;
