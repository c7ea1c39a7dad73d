import { beforeAll, describe, expect, it } from "vitest";
import { RESULT, TERMS } from "../../../forum_client/fake_forum.test-helper";
import { words } from "../../../i18n/t";
import { resultSentence, spokenResult } from "./result_words";

beforeAll(() => words("hall"));

describe("a result for ears", () => {
  it("is told with all its figures", () => {
    const spoken = spokenResult(TERMS, RESULT);
    expect(spoken).toContain(`. ${resultSentence(TERMS, RESULT)}. `);
    for (const { id, label } of TERMS.options) expect(spoken).toContain(`${label} ${RESULT.tally[id]}명`);
    expect(spoken).toContain(`모두 ${RESULT.online + RESULT.papers}명`);
  });

  it("counts points where points were given", () => {
    expect(spokenResult({ ...TERMS, method: "score" }, RESULT)).toContain(`찬성 ${RESULT.tally.yes}점`);
  });
});
