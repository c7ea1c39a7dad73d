/**
 * Parts of the catalogue that come with the pages that need them: who opens the list never loads the words of a desk.
 *
 * A part is two files of the same keys, `parts/<name>.ko.json` and `parts/<name>.en.json`, and a row here.
 */
import type desk from "./parts/desk.ko.json";
import type hall from "./parts/hall.ko.json";
import type mine from "./parts/mine.ko.json";
import type pages from "./parts/pages.ko.json";
import type proof from "./parts/proof.ko.json";
import type record from "./parts/record.ko.json";
import type screen from "./parts/screen.ko.json";
import type setup from "./parts/setup.ko.json";
import type staff from "./parts/staff.ko.json";

export type PartKey =
  | keyof typeof desk
  | keyof typeof hall
  | keyof typeof mine
  | keyof typeof pages
  | keyof typeof proof
  | keyof typeof record
  | keyof typeof screen
  | keyof typeof setup
  | keyof typeof staff;
type Words = Readonly<Record<string, string>>;
type Load = () => Promise<{ readonly default: Words }>;

export const PARTS = {
  desk: { ko: () => import("./parts/desk.ko.json"), en: () => import("./parts/desk.en.json") },
  hall: { ko: () => import("./parts/hall.ko.json"), en: () => import("./parts/hall.en.json") },
  mine: { ko: () => import("./parts/mine.ko.json"), en: () => import("./parts/mine.en.json") },
  pages: { ko: () => import("./parts/pages.ko.json"), en: () => import("./parts/pages.en.json") },
  proof: { ko: () => import("./parts/proof.ko.json"), en: () => import("./parts/proof.en.json") },
  record: { ko: () => import("./parts/record.ko.json"), en: () => import("./parts/record.en.json") },
  screen: { ko: () => import("./parts/screen.ko.json"), en: () => import("./parts/screen.en.json") },
  setup: { ko: () => import("./parts/setup.ko.json"), en: () => import("./parts/setup.en.json") },
  staff: { ko: () => import("./parts/staff.ko.json"), en: () => import("./parts/staff.en.json") },
} as const satisfies Record<string, Record<"ko" | "en", Load>>;

export type Part = keyof typeof PARTS;
