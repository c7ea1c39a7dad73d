/** The catalogue as its files have it, for tests. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Part } from "./parts";
import type { Entry } from "./words";

const FOLDER = import.meta.dirname;

const read = (...path: string[]): Readonly<Record<string, Entry>> =>
  JSON.parse(readFileSync(join(FOLDER, ...path), "utf8"));
export const partFiles = (): readonly string[] => readdirSync(join(FOLDER, "parts")).sort();

/** Returns the tags of all languages that have a file. */
export const languageFiles = (): readonly string[] =>
  readdirSync(FOLDER).flatMap((name) => /^(.+)\.json$/.exec(name)?.[1] ?? []);

/** Returns the names of all parts. */
export const partNames = (): readonly Part[] =>
  partFiles().flatMap((name) => (/^(\w+)\.ko\.json$/.exec(name)?.[1] as Part) ?? []);

/** Returns the words of the first load, or those of a part. */
export function catalogueFile(language: string, part?: string): Readonly<Record<string, Entry>> {
  return part === undefined ? read(`${language}.json`) : read("parts", `${part}.${language}.json`);
}

/** Returns every key and its words. */
export function wholeCatalogue(language: string): Readonly<Record<string, Entry>> {
  return Object.assign({}, catalogueFile(language), ...partNames().map((part) => catalogueFile(language, part)));
}
