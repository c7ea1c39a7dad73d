import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import korean from "./ko.json";
import type { Part } from "./parts";
import { speak, t, words } from "./t";
import { catalogueFile, languageFiles, partFiles, partNames } from "./whole.test-helper";

const keysOf = (name: string): string[] => Object.keys(catalogueFile("ko", name));
const names = partNames();

Object.assign(globalThis, { document: { documentElement: { lang: "" } } });
afterAll(() => speak("ko"));

/** Folders of `src/` whose pages load a part, or stand on pages that do. */
const HOMES: Readonly<Record<Part, readonly string[]>> = {
  desk: ["ui/forum/moderator", "ui/forum/parts/act_words", "ui/forum/clerk", "ui/forum/setup", "ui/staff"],
  dialogs: ["ui/dialogs"],
  hall: ["forum_client", "ui/base/refusals", "ui/forum", "ui/staff"],
  map: ["map"],
  mine: ["ui/dialogs/mine"],
  pages: ["ui/pages"],
  proof: ["ui/proof", "ui/staff"],
  record: ["ui/forum/record"],
  scene: ["scene"],
  screen: ["ui/forum/display"],
  setup: ["ui/forum/setup", "ui/forum/moderator", "ui/staff"],
  staff: ["ui/staff"],
  verify: ["ui/verify"],
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
    const keys = new Set(keysOf(name));
    const homes = HOMES[name].map((home) => join(root, home));
    const strays = sources(root)
      .filter((file) => !homes.some((home) => file.startsWith(home)))
      .flatMap((file) => read(file).map((key) => [file, key]))
      .filter(([, key = ""]) => [...keys].some((own) => own === key || (key.endsWith(".") && own.startsWith(key))));
    expect(strays).toEqual([]);
  });

  it("are the files of the folder, each in every language", () => {
    const files = names.flatMap((name) => languageFiles().map((language) => `${name}.${language}.json`));
    expect(partFiles()).toEqual(files.sort());
    expect(Object.keys(HOMES).sort()).toEqual([...names].sort());
  });

  it("have no key twice, nor one of the first load", () => {
    const all = [...Object.keys(korean), ...names.flatMap((name) => keysOf(name))];
    expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([]);
  });

  it.each(["hall", "verify"] as const)(
    "%s is there when its page asks for it while the language is switched",
    async (name) => {
      vi.resetModules(); // as a page starts: no part was asked for yet
      const page = await import("./t");
      await Promise.all([page.speak("en"), page.words(name)]);
      const key = name === "hall" ? "light.ask" : "verify.title";
      expect(page.t(key)).not.toMatch(/[가-힣]/);
      expect(page.t(key)).not.toBe(key);
    },
  );

  it("follow the language once they were asked for", async () => {
    await words("staff");
    const before = t("staff.sign_in");
    await speak("en");
    expect(t("staff.sign_in")).not.toBe(before);
  });
});
