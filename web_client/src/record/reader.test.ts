/** The vectors of the record's format, read a third time: `tests/vectors/records.json`. */
import { describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/records.json";
import { type Verdict, verdictOf } from "./reader";

interface Vector {
  readonly name: string;
  /** The file, or in hexadecimal where it is no text. */
  readonly text?: string;
  readonly hex?: string;
  readonly key?: string;
  readonly verdict: string;
  readonly row: number;
}

const bytesOf = ({ text, hex }: Vector) =>
  text === undefined ? Uint8Array.from(Buffer.from(hex ?? "", "hex")) : new TextEncoder().encode(text);
const told = (verdict: Verdict) =>
  verdict.kind === "broken" ? [verdict.why, verdict.row] : ([verdict.kind, 0] as const);
const vectorOf = (name: string) => bytesOf((vectors as Vector[]).find((one) => one.name === name) as Vector);

describe("the vectors", () => {
  it.each(vectors as Vector[])("get the verdict of both other readers: $name", async (vector) => {
    const options = vector.key ? { key: vector.key } : {};

    expect(told(await verdictOf(bytesOf(vector), options))).toEqual([vector.verdict, vector.row]);
  });
});

describe("what is told of a whole record", () => {
  const factsOf = async (name: string) => {
    const verdict = await verdictOf(vectorOf(name));
    return verdict.kind === "whole" ? verdict.facts : null;
  };

  it("counts rows, personal fields, ballots and heads", async () => {
    const facts = await factsOf("erased");
    expect(facts).toMatchObject({ rows: 33, closed: true, sealed: 14, opened: 12, erased: 2, ballots: 2, heads: 2 });
    expect(facts?.hashes).toHaveLength(33);
  });

  it("says of an open forum that it is open", async () => {
    expect((await factsOf("open"))?.closed).toBe(false);
  });

  it("names the kinds of event that it does not know, and checks their chain all the same", async () => {
    expect((await factsOf("letters_and_unknown_kinds"))?.unknown).toEqual([["of_a_later_version", 1]]);
  });

  it("tells how far it is", async () => {
    const heard: number[][] = [];
    await verdictOf(vectorOf("closed"), { onRows: (done, all) => heard.push([done, all]) });
    expect(heard).toEqual([[33, 33]]);
  });
});
