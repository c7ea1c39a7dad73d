import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import korean from "./ko.json";
import { PARTS } from "./parts";
import { speak, t, words } from "./t";

const keysOf = (name: string): string[] =>
  Object.keys(JSON.parse(readFileSync(join(import.meta.dirname, "parts", name), "utf8")));
const names = Object.keys(PARTS);

Object.assign(globalThis, { document: { documentElement: { lang: "" } } });
afterAll(() => speak("ko"));

/** Folders of `src/` whose pages load a part, or stand on pages that do. */
const HOMES: Readonly<Record<keyof typeof PARTS, readonly string[]>> = {
  desk: ["ui/hall/desk", "ui/hall/clerk", "ui/hall/setup", "ui/staff"],
  hall: ["hall", "ui/refusals", "ui/hall", "ui/staff"],
  mine: ["ui/dialogs/mine"],
  pages: ["ui/pages"],
  proof: ["ui/proof", "ui/staff"],
  record: ["ui/hall/record"],
  screen: ["ui/hall/screen"],
  setup: ["ui/hall/setup", "ui/hall/desk", "ui/staff"],
  staff: ["ui/staff"],
};

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? sources(join(folder, entry.name))
      : /\.tsx?$/.test(entry.name) && !entry.name.includes(".test")
        ? [join(folder, entry.name)]
        : [],
  );
}

/** Keys that a file reads; of a key made at run time, what it begins with. */
function read(file: string): (string | undefined)[] {
  return [...readFileSync(file, "utf8").matchAll(/\bt(?:Made)?\(\s*["`]([\w.]+)/g)].map((match) => match[1]);
}

describe("parts of the catalogue", () => {
  it.each(names)("%s is read by pages that load it, and by nobody else", (name) => {
    const root = join(import.meta.dirname, "..");
    const keys = new Set(keysOf(`${name}.ko.json`));
    const homes = HOMES[name as keyof typeof PARTS].map((home) => join(root, home));
    const strays = sources(root)
      .filter((file) => !homes.some((home) => file.startsWith(home)))
      .flatMap((file) => read(file).map((key) => [file, key]))
      .filter(([, key = ""]) => [...keys].some((own) => own === key || (key.endsWith(".") && own.startsWith(key))));
    expect(strays).toEqual([]);
  });

  it("are the files of the folder, each in both languages", () => {
    const files = readdirSync(join(import.meta.dirname, "parts")).sort();
    expect(files).toEqual(names.flatMap((name) => [`${name}.en.json`, `${name}.ko.json`]).sort());
  });

  it("have no key twice, nor one of the first load", () => {
    const all = [...Object.keys(korean), ...names.flatMap((name) => keysOf(`${name}.ko.json`))];
    expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([]);
  });

  it("follow the language once they were asked for", async () => {
    await words("staff");
    const before = t("staff.sign_in");
    await speak("en");
    expect(t("staff.sign_in")).not.toBe(before);
  });
});
