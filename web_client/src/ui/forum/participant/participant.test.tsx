// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type FakeForum,
  fakeForum,
  MINE,
  makeBallot,
  NOW,
  PARTS,
  RESULT,
  WAITING,
} from "../../../forum_client/fake_forum.test-helper";
import { RefusedError } from "../../../net/line";
import type { AnyPart, FloorPart, HeadPart, MyBallot, QuestionsPart } from "../../../protocol/messages";
import { refusal } from "../../base/refusals";
import { makeDrafts, type Participant, ParticipantProvider, type Tab } from "./context";
import { Room } from "./room";

const HEAD = PARTS.find((part) => part.part === "head") as HeadPart;
const FLOOR = PARTS.find((part) => part.part === "floor") as FloorPart;
const MAY: MyBallot = { id: "b1", may: true, why: "", facts: {}, voted_at: 0, choice: {} };
let root: HTMLElement;
let fake: FakeForum;
let participant: Participant;

function open(reader = false): void {
  participant = {
    forum: fake.forum,
    reader,
    tab: signal<Tab>("floor"),
    dock: signal<HTMLElement | null>(null),
    joining: signal(false),
    district: signal(""),
    drafts: makeDrafts(),
    voice: null,
    comeIn: () => undefined,
    leave: () => undefined,
  };
  act(() =>
    render(
      <ParticipantProvider value={participant}>
        <Room />
      </ParticipantProvider>,
      root,
    ),
  );
}
const change = (...parts: readonly AnyPart[]) => act(() => fake.change(...parts));
const button = (words: string) => [...root.querySelectorAll("button")].find((one) => one.textContent === words);
const region = (words: string) => root.querySelector(`[aria-label="${words}"]`)?.textContent ?? "";
const settle = () => act(() => new Promise<void>((done) => setTimeout(done)));
async function press(words: string): Promise<void> {
  const found = button(words);
  if (found === undefined) throw new Error(`no button ${words}: ${root.textContent}`);
  act(() => found.click());
  await settle();
}
async function choose(words: string): Promise<void> {
  const card = [...root.querySelectorAll("label")].find((one) => one.textContent?.includes(words));
  act(() => card?.querySelector("input")?.click());
  await settle();
}

beforeEach(() => {
  fake = fakeForum();
  root = document.createElement("div");
  document.body.replaceChildren(root);
});
afterEach(() => act(() => render(null, root)));

describe("the floor", () => {
  it("shows who speaks, what is said, and who is next with the reason", () => {
    open();
    expect(region("지금 말하는 사람")).toContain("이도현");
    expect(root.querySelector('[role="timer"]')?.getAttribute("aria-label")).toBe("1분 24초 남았습니다.");
    expect(region("자막")).toContain("위에는 나무를 심어 공원으로 쓰면 좋겠습니다.");
    expect(region("다음 차례")).toContain("의사진행 먼저");
  });

  it("asks for a side in a debate, then orders what was chosen", async () => {
    open();
    await press("발언 신청하기");
    await press("신청하기");
    expect(root.textContent).toContain("찬성과 반대 가운데 하나를 골라 주세요.");
    await choose("찬성");
    await press("신청하기");
    expect(fake.orders).toEqual([{ order: "ask_floor", kind: "normal", stance: "pro", note: "" }]);
  });

  it("never asks for another kind than one saw: where it is taken no more, the form says so and keeps the words", async () => {
    open();
    await press("발언 신청하기");
    await choose("찬성");
    change({ ...FLOOR, open: false, offers: ["point_of_order"] });
    await press("신청하기");
    expect(fake.orders).toEqual([]);
    expect(root.textContent).toContain("발언 신청을 받지 않습니다.");
    await choose("진행 발언");
    await press("신청하기");
    expect(fake.orders).toEqual([{ order: "ask_floor", kind: "point_of_order", stance: "none", note: "" }]);
  });

  it("tells who called for help once somebody took care of it, and nobody else", async () => {
    open();
    const words = "담당자가 ‘안 들려요’ 요청을 확인했습니다.";
    const helped = (at: number) =>
      change({ part: "signals", counts: [], helped: [{ signal: "cant_hear", at, version: 2 }] });
    helped(NOW - 1);
    await press("안 들려요");
    expect(fake.shown).toEqual(["cant_hear"]);
    expect(root.textContent).not.toContain(words);
    helped(NOW + 1);
    await act(() => new Promise<void>((done) => setTimeout(done)));
    expect(root.textContent).toContain(words);
  });

  it("tells my place, the wait and why, and takes the request back", async () => {
    open();
    change(WAITING);
    expect(region("내 차례")).toContain("3번째");
    expect(region("내 차례")).toContain("약 5분 뒤");
    expect(root.textContent).toContain("오늘 처음 말하는 분이 먼저입니다.");
    await press("신청 취소");
    expect(fake.orders).toEqual([{ order: "withdraw_floor", entry: "e4" }]);
  });

  it("is mine: typed words go out and the draft is emptied; a refusal keeps it", async () => {
    open();
    change({ ...MINE, person: "p1", speaking: true });
    expect(region("지금 차례입니다")).toContain("글로 말하기");
    act(() => {
      participant.drafts.statement.value = "짧게 말하겠습니다.";
    });
    fake.refuse = new RefusedError("nobody_speaks", {});
    await press("말한 글 보내기");
    expect([participant.drafts.statement.value, root.textContent?.includes("지금 말하는 사람이 없습니다.")]).toEqual([
      "짧게 말하겠습니다.",
      true,
    ]);
    fake.refuse = null;
    await press("말한 글 보내기");
    await press("발언 마치기");
    expect(fake.orders).toEqual([{ order: "speak", text: "짧게 말하겠습니다." }, { order: "yield_floor" }]);
    expect(participant.drafts.statement.value).toBe("");
  });

  it("says why one cannot ask, and the way to it", () => {
    open();
    change({ ...MINE, level: "guest", ask_needs: "named" });
    expect(root.textContent).toContain("별명을 정하면 신청할 수 있습니다.");
    expect(button("별명 정하기")).toBeDefined();
    change({ ...MINE, level: "guest", ask_needs: "citizen" });
    expect(root.querySelector('a[href="/code?next=%2Fhall%2Ff1"]')).not.toBeNull();
  });
});

describe("the ballot", () => {
  const start = () => {
    open();
    change({ part: "ballot", ballot: makeBallot() }, { ...MINE, ballot: MAY });
  };

  it("opens by itself, and nobody else's act resets a choice", async () => {
    start();
    expect(participant.tab.value).toBe("ballot");
    await choose("반대");
    change({ part: "ballot", ballot: makeBallot({ voted: 300 }) }, { part: "present", present: 1, onsite: 0 });
    expect(root.querySelector<HTMLInputElement>("input:checked")?.closest("label")?.textContent).toContain("반대");
    expect(button("반대로 보내기")).toBeDefined();
  });

  it("that did not arrive keeps the choice; sent again it is the same vote", async () => {
    start();
    await choose("찬성");
    fake.refuse = new RefusedError("no_answer", {});
    await press("찬성으로 보내기");
    expect(root.textContent).toContain("보내지 못했습니다. 고른 것은 그대로 있습니다.");
    fake.refuse = null;
    await press("찬성으로 보내기");
    await press("찬성으로 보내기");
    const [first, second] = fake.orders;
    expect(first).toMatchObject({ order: "cast", ballot: "b1", choice: { yes: 1 } });
    expect(second).toEqual(first);
  });

  it("says when it was received, why one may not vote, and the result in a sentence", () => {
    start();
    change({ ...MINE, ballot: { ...MAY, may: false, why: "voted_already", voted_at: NOW } });
    expect(root.textContent).toContain("투표를 받았습니다");
    change({ ...MINE, ballot: { ...MAY, may: false, why: "paper_held" } });
    expect(root.textContent).toContain("종이 투표지를 받았습니다.");
    change({ part: "ballot", ballot: makeBallot({ state: "published", result: RESULT }) });
    expect(region("투표 결과")).toContain("찬성이 절반을 넘었습니다");
    expect(region("투표 결과")).toContain("171 ÷ 289 = 59.2%");
  });

  it("does not take the page from who is writing", () => {
    open();
    const field = document.createElement("textarea");
    root.append(field);
    field.focus();
    change({ part: "ballot", ballot: makeBallot() }, { ...MINE, ballot: MAY });
    expect(participant.tab.value).toBe("floor");
    expect(root.textContent).toContain("투표 열림");
  });
});

describe("slow mode", () => {
  it("is said above the questions, and a question that came too soon is kept with the seconds left", async () => {
    open();
    change({ ...(PARTS.find((part) => part.part === "questions") as QuestionsPart), slow: 30 });
    act(() => {
      participant.tab.value = "questions";
    });
    expect(root.querySelector("[role=status].card")?.textContent).toContain("30초에 한 번");
    expect(refusal("slow_mode", { every: 30, seconds: 12 })).toContain("12초 뒤에 다시");
  });
});

describe("a mute", () => {
  const MUTED = { ...MINE, muted: { until: NOW + 300_000, reason: "같은 말 되풀이" } };

  it("says until when, why and what one may still do, and offers neither floor nor question", () => {
    open();
    change(MUTED);
    const told = root.querySelector("[role=alert].card")?.textContent;
    expect(told).toContain("발언이 막혔습니다");
    expect(told).toContain("이유: 같은 말 되풀이");
    expect(told).toContain("투표");
    expect(button("발언 신청하기")?.disabled).toBe(true);
    act(() => {
      participant.tab.value = "questions";
    });
    expect(root.querySelector("form")).toBeNull();
  });

  it("is gone once it is lifted", () => {
    open();
    change(MUTED);
    change(MINE);
    expect(root.querySelector("[role=alert].card")).toBeNull();
    expect(button("발언 신청하기")?.disabled).toBe(false);
  });
});

describe("the page", () => {
  it("without a name reads, and offers to join", async () => {
    fake = fakeForum("screen");
    open(true);
    expect(root.textContent).toContain("이도현");
    await press("참여하기");
    expect(root.querySelector('form[aria-label="토론회에 참여하기"]')).not.toBeNull();
  });

  it("says that the line is lost and the place kept, and why the forum turns one away", () => {
    open();
    change(WAITING);
    act(() => {
      fake.line.value = { kind: "waiting", until: 0, tries: 1 };
    });
    expect(root.querySelector('[role="status"]')?.textContent).toContain("내 차례는 그대로입니다.");
    act(() => {
      fake.refused.value = new RefusedError("removed", {});
    });
    expect(root.querySelector('[role="alert"]')?.textContent).toContain("이 토론회에 들어올 수 없습니다.");
  });

  it("waits for the opening, and leads to the record after the end", () => {
    open();
    change({ ...HEAD, phase: "planned", opens_at: NOW + 7_200_000 });
    expect(region("여는 때")).toContain("2시간 뒤에 엽니다");
    change({ ...HEAD, phase: "closed", closed_at: NOW });
    expect(root.querySelector('a[href="/hall/f1/record"]')).not.toBeNull();
    change({ ...HEAD, phase: "closed", closed_at: NOW, cancelled: "태풍 때문에 취소합니다." });
    expect(root.textContent).toContain("까닭 태풍 때문에 취소합니다.");
    expect(root.querySelector('a[href="/hall/f1/record"]')).toBeNull();
  });

  it("keeps the focus when a button that did its work is gone", async () => {
    open();
    change(WAITING);
    button("신청 취소")?.focus();
    change(MINE);
    await settle();
    expect(document.activeElement?.id).toBe("main");
  });
});

describe("what there is to read", () => {
  it("stands there whatever addresses were kept", () => {
    const documents = [
      { title: "좋은 자료", url: "https://www.gimhae.go.kr/a.pdf" },
      { title: "깨진 주소", url: "https://[" },
    ];
    open();
    change({ ...HEAD, details: { ...HEAD.details, documents, live: "https://[", sign: null } });
    act(() => {
      participant.tab.value = "papers";
    });

    expect(root.textContent).toContain("깨진 주소");
    expect([...root.querySelectorAll("a.hall-link")].map((one) => one.getAttribute("href"))).toContain(
      documents[0]?.url,
    );
    expect(root.querySelector('a[href="https://["]')).toBeNull();
  });
});
