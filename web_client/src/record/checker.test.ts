import { describe, expect, it } from "vitest";
import { checkBy, type Desk } from "./checker";
import type { Answer, Question } from "./record_worker";

/** A worker whose answers the test gives. */
class FakeWorker {
  readonly asked: Question[] = [];
  private readonly events = new EventTarget();
  readonly addEventListener = this.events.addEventListener.bind(this.events) as Desk["addEventListener"];
  readonly removeEventListener = this.events.removeEventListener.bind(this.events) as Desk["removeEventListener"];
  postMessage = (question: Question) => void this.asked.push(question);
  say = (data: Answer) => this.events.dispatchEvent(new MessageEvent("message", { data }));
  fail = () => this.events.dispatchEvent(new Event("error"));
}

const file = new Blob(["x"]);
const nothing = () => undefined;

describe("the check by a worker", () => {
  it("hears progress and the verdict on its own file alone", async () => {
    const worker = new FakeWorker();
    const check = checkBy(worker);
    const heard: number[][] = [];
    const first = check(file, nothing);
    const second = check(file, (done, all) => heard.push([done, all]));
    worker.say({ id: 1, kind: "progress", done: 1, all: 2 });
    worker.say({ id: 2, kind: "progress", done: 500, all: 900 });
    worker.say({ id: 2, kind: "verdict", verdict: { kind: "unreadable" } });
    worker.say({ id: 1, kind: "verdict", verdict: { kind: "broken", row: 3, why: "seq" } });

    expect(await first).toEqual({ kind: "broken", row: 3, why: "seq" });
    expect(await second).toEqual({ kind: "unreadable" });
    expect(heard).toEqual([[500, 900]]);
  });

  it("rejects where the file cannot be read, and where the worker does not start", async () => {
    const worker = new FakeWorker();
    const check = checkBy(worker);
    const unread = check(file, nothing);
    worker.say({ id: 1, kind: "failed" });
    await expect(unread).rejects.toThrow("could not be read");
    const unstarted = check(file, nothing);
    worker.fail();
    await expect(unstarted).rejects.toThrow("did not start");
  });
});
