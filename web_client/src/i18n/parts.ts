/**
 * Parts of the catalogue that come with the pages that need them: who opens the list never loads the words of a desk.
 *
 * A part is a file of the same keys in every language, `parts/<name>.<language>.json`, and a row here.
 */
import type desk from "./parts/desk.ko.json";
import type dialogs from "./parts/dialogs.ko.json";
import type hall from "./parts/hall.ko.json";
import type map from "./parts/map.ko.json";
import type mine from "./parts/mine.ko.json";
import type pages from "./parts/pages.ko.json";
import type proof from "./parts/proof.ko.json";
import type record from "./parts/record.ko.json";
import type scene from "./parts/scene.ko.json";
import type screen from "./parts/screen.ko.json";
import type setup from "./parts/setup.ko.json";
import type staff from "./parts/staff.ko.json";
import type verify from "./parts/verify.ko.json";

interface PartFiles {
  readonly desk: typeof desk;
  readonly dialogs: typeof dialogs;
  readonly hall: typeof hall;
  readonly map: typeof map;
  readonly mine: typeof mine;
  readonly pages: typeof pages;
  readonly proof: typeof proof;
  readonly record: typeof record;
  readonly scene: typeof scene;
  readonly screen: typeof screen;
  readonly setup: typeof setup;
  readonly staff: typeof staff;
  readonly verify: typeof verify;
}

export type Part = keyof PartFiles;
export type PartKey = { readonly [P in Part]: keyof PartFiles[P] }[Part];
