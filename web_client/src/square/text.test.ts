import { expect, it } from "vitest";
import vectors from "../../../tests/vectors/text.json";
import { count, isEmpty, MAX_TEXT, normalise } from "./text";

it.each(vectors)("$name", ({ text, normalised, length, verdict }) => {
  const counted = count(text);
  expect(counted).toEqual({ text: normalised, length });
  const found = isEmpty(counted.text) ? "empty_text" : counted.length > MAX_TEXT ? "text_too_long" : "ok";
  expect(found).toBe(verdict);
  expect(normalise(normalised)).toBe(normalised);
});
