import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { DISTRICTS } from "./districts";

it("are the districts of the world file", () => {
  const file = JSON.parse(readFileSync(join(import.meta.dirname, "../../../rooms/data/world.json"), "utf8"));
  const names = (list: readonly { ko: string; en: string }[]) => list.map(({ ko, en }) => `${ko} ${en}`).sort();
  expect(names(DISTRICTS)).toEqual(names(file.districts));
});
