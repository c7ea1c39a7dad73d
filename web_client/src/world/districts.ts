/** The 19 districts of Gimhae by name, for pages that do not load the world; a test compares them with it. */
import names from "./districts.json";

export const DISTRICTS: readonly { readonly ko: string; readonly en: string }[] = names;
