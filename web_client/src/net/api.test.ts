import { describe, expect, it } from "vitest";
import { DIGEST } from "../protocol/messages";
import { Api, TroubleError, troubleOf } from "./api";

const answering = (status: number, body: string) => {
  const asked: { url: string; init: RequestInit }[] = [];
  const api = new Api(async (url, init) => {
    asked.push({ url, init });
    return new Response(body, { status });
  });
  return { api, asked };
};

describe("the routes", () => {
  it("a ticket is asked for with the digest of the protocol", async () => {
    const { api, asked } = answering(200, '{"ticket":"t1"}');
    expect(await api.ticket()).toBe("t1");
    expect(asked[0]).toMatchObject({ url: "/api/ticket", init: { method: "POST", body: `{"digest":"${DIGEST}"}` } });
  });

  it("a refusal carries its code and facts", async () => {
    const { api } = answering(403, '{"code":"banned","facts":{"seconds":60}}');
    await expect(api.ticket()).rejects.toMatchObject({ status: 403, code: "banned", facts: { seconds: 60 } });
  });

  it("an answer without a ticket counts as none", async () => {
    await expect(answering(200, "<html>").api.ticket()).rejects.toMatchObject({ code: "offline" });
  });

  it("a network that failed is worded too", async () => {
    const api = new Api(() => Promise.reject(new TypeError("network")));
    await expect(api.get("/api/door")).rejects.toEqual(new TroubleError(0, "offline", {}));
  });

  it("a page of a proxy is worded by its status", () => {
    expect(troubleOf(502, null).code).toBe("http_502");
    expect(troubleOf(401, "no").code).toBe("session_needed");
    expect(troubleOf(409, { code: "busy", facts: null }).facts).toEqual({});
  });
});
