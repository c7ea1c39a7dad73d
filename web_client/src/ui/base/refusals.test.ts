import { describe, expect, it } from "vitest";
import korean from "../../i18n/ko.json";
import { TroubleError } from "./api";
import { refusal, whyNot } from "./refusals";

describe("refusals", () => {
  it("say what, why and what next for a bare status of the server", () => {
    expect(refusal("http_404")).toBe(korean["refusal.http_404"]);
    expect(refusal("http_502")).toBe(korean["refusal.server"]);
    expect(refusal("http_418")).toBe(korean["refusal.http"]);
  });

  it("do not call an answer that never came unknown", () => {
    expect(refusal("no_answer")).toContain("답이 오지 않았습니다");
  });

  it("put lengths of time and roles into words", () => {
    expect(whyNot(new TroubleError(429, "too_fast", { seconds: 90 }))).toMatch(/2분|1분/);
    expect(refusal("not_allowed", { needs: "moderator" })).toContain("사회자");
  });

  it("fall back on what can be said without a code", () => {
    expect(whyNot(new Error("anything"))).toBe(korean["refusal.unknown"]);
  });
});
