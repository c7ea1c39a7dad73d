import { describe, expect, it } from "vitest";
import { readRoute } from "./route";

describe("addresses", () => {
  it.each([
    ["/", { page: "square", place: null }],
    ["/p/suro-tomb", { page: "square", place: "suro-tomb" }],
    ["/p/suro-tomb/", { page: "square", place: "suro-tomb" }],
    ["/p/../etc", { page: "square", place: null }],
    ["/p/%3Cscript%3E", { page: "square", place: null }],
    ["/privacy", { page: "privacy" }],
    ["/forums", { page: "forums" }],
    ["/hall/f1/screen", { page: "hall", id: "f1", face: "screen" }],
    ["/hall/f1/clerk", { page: "hall", id: "f1", face: "clerk" }],
    ["/hall/f1/record", { page: "hall", id: "f1", face: "record" }],
    ["/hall/f1/desk", { page: "hall", id: "f1", face: "desk" }],
    ["/hall/f1/nonsense", { page: "square", place: null }],
    ["/nonsense", { page: "square", place: null }],
  ])("%s", (path, route) => {
    expect(readRoute(path)).toEqual(route);
  });

  it.each([
    ["/code", "", { kind: "code", next: null }],
    ["/slip", "?next=/hall/f1", { kind: "slip", next: "/hall/f1" }],
    ["/identity", "?next=//elsewhere.example", { kind: "identity", next: null }],
    ["/identity", "?next=/hall/f1/../../staff", { kind: "identity", next: null }],
    ["/on", "?next=javascript:alert(1)", { kind: "on", next: null }],
  ])("of proofs go on to a hall of ours alone: %s%s", (path, search, route) => {
    expect(readRoute(path, search)).toEqual({ page: "proof", ...route });
  });

  it("of staff keep their rest and query", () => {
    const route = readRoute("/staff/accept", "?token=abc");
    expect(route).toMatchObject({ page: "staff", rest: "accept" });
    expect(route.page === "staff" && route.query.get("token")).toBe("abc");
  });
});
