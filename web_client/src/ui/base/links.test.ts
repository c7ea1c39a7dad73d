import { describe, expect, it } from "vitest";
import { linkTo, pieces } from "./links";

describe("links in what people write", () => {
  it("become anchors that show the plain host", () => {
    expect(pieces("여기 https://www.gimhae.go.kr/main?x=1 보세요")).toEqual([
      { text: "여기 " },
      { href: "https://www.gimhae.go.kr/main?x=1", host: "www.gimhae.go.kr" },
      { text: " 보세요" },
    ]);
  });

  it("leave the full stop after them outside", () => {
    expect(pieces("http://a.kr.")).toEqual([{ href: "http://a.kr/", host: "a.kr" }, { text: "." }]);
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "www.a.kr", "https://gimhae.go.kr@evil.example/", "https://"])(
    "are not made of %s",
    (text) => {
      expect(pieces(text)).toEqual([{ text }]);
    },
  );

  it("show a look-alike host in its true letters", () => {
    expect(pieces("https://gіmhae.kr/")).toEqual([{ href: "https://xn--gmhae-n2e.kr/", host: "xn--gmhae-n2e.kr" }]);
  });
});

describe("an address that was kept", () => {
  it.each(["https://[", "https://", "https://a b.kr", "https://:443", "x"])(
    "leads nowhere, and stops nothing: %s",
    (kept) => {
      expect(linkTo(kept)).toBeNull();
    },
  );

  it("leads to its host", () => {
    expect(linkTo("https://live.gimhae.go.kr/hall")).toEqual({
      href: "https://live.gimhae.go.kr/hall",
      host: "live.gimhae.go.kr",
    });
  });
});
