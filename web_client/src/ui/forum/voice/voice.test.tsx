// @vitest-environment happy-dom
import { type ComponentChild, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeSound } from "../../../voice/fake_sound.test-helper";
import { MicError } from "../../../voice/microphone";
import { Trial } from "../../../voice/trial";
import { ForumSound } from "./forum_sound";
import { ListenButton } from "./listen_button";
import { MicCheck } from "./mic_check";
import { SpeakPanel } from "./speak_panel";

let root: HTMLElement;
const show = (tree: ComponentChild) => act(() => render(tree, root));
const button = (words: string) => [...root.querySelectorAll("button")].find((one) => one.textContent === words);
/** Presses a button and waits until everything that hangs on promises alone is done. */
const press = (words: string) =>
  act(async () => {
    button(words)?.click();
    await new Promise((done) => setTimeout(done));
  });

beforeEach(() => {
  root = document.createElement("div");
  document.body.replaceChildren(root);
});
afterEach(() => act(() => render(null, root)));

describe("listening", () => {
  it("begins with a tap; then one sees that somebody is heard, mutes, and stops", async () => {
    const sound = makeSound();
    show(<ListenButton voice={sound.voice} />);
    expect(root.textContent).toContain("누르면 말하는 사람의 목소리가 들립니다.");

    await press("듣기 시작");
    act(() => sound.ear?.played(0.5, 0));
    expect(root.textContent).toContain("지금 말소리가 옵니다.");
    await press("소리 끄기");
    expect([sound.volume, button("소리 끄기")?.getAttribute("aria-pressed")]).toEqual([0, "true"]);
    await press("듣기 멈추기");
    expect(sound.voice.hearing.value).toBe("off");
  });

  it("in the venue says that sounds would double", () => {
    show(<ListenButton voice={makeSound().voice} venue />);
    expect(root.textContent).toContain("이어폰");
  });

  it("that cannot be points to the captions", async () => {
    const sound = makeSound();
    sound.deaf = true;
    show(<ListenButton voice={sound.voice} />);
    await press("듣기 시작");
    expect(root.textContent).toContain("자막으로 보실 수 있습니다.");
  });
});

describe("one's own turn", () => {
  const panel = (sound: ReturnType<typeof makeSound>, onType = () => undefined) =>
    show(<SpeakPanel voice={sound.voice} onType={onType} />);

  it("opens the microphone by a tap and says that one is heard", async () => {
    const sound = makeSound();
    sound.voice.setFloor("open");
    panel(sound);
    await press("마이크 켜고 말하기");
    expect(root.querySelector('[role="status"]')?.textContent).toBe("지금 목소리가 회의장에 나갑니다.");
    act(() => sound.voice.setFloor("paused"));
    expect(root.querySelector('[role="status"]')?.textContent).toBe("발언이 멈췄습니다. 목소리가 나가지 않습니다.");
    await press("마이크 끄기");
    expect(sound.mouth).toBeNull();
  });

  it("without a microphone says why, and offers to type and to try again", async () => {
    const sound = makeSound();
    sound.trouble = "refused";
    let typed = 0;
    panel(sound, () => {
      typed += 1;
      return undefined;
    });
    await press("마이크 켜고 말하기");
    expect(root.querySelector('[aria-live="assertive"]')?.textContent).toContain("글로 말하실 수 있습니다.");
    await press("글로 말하기");
    expect([typed, button("마이크 다시 켜기") !== undefined]).toEqual([1, true]);
  });

  it("by choice is heard while the space bar is held, but not while one types", async () => {
    const sound = makeSound();
    sound.voice.setFloor("open");
    sound.voice.pushToTalk.value = true;
    panel(sound);
    await press("마이크 켜고 말하기");
    const key = (type: string, target: EventTarget = document.body) =>
      act(() => {
        target.dispatchEvent(new KeyboardEvent(type, { key: " ", bubbles: true }));
      });
    key("keydown");
    expect([sound.sending, button("말하는 중")?.getAttribute("aria-pressed")]).toEqual([true, "true"]);
    key("keyup");
    expect(sound.sending).toBe(false);

    const field = document.createElement("input");
    document.body.append(field);
    key("keydown", field);
    expect(sound.sending).toBe(false);
    key("keydown");
    act(() => {
      dispatchEvent(new Event("blur"));
    });
    expect(sound.sending).toBe(false);
  });
});

describe("the microphone check", () => {
  const run = async (trial: Trial) => {
    show(<MicCheck trial={async () => trial} />);
    expect(root.textContent).toContain("2초 동안");
    await press("마이크 확인하기");
    await act(() => new Promise<void>((done) => setTimeout(done)));
  };

  it("tells that it will do", async () => {
    const heard = new Float32Array(960).map((_, n) => 0.3 * Math.sin(n / 8));
    const open: ConstructorParameters<typeof Trial>[0] = {
      open: async (_, take) => {
        queueMicrotask(() => {
          for (let n = 0; n < 100; n++) take(heard, n);
        });
        return { close: () => undefined };
      },
      play: async () => undefined,
    };
    await run(new Trial(open));
    expect(root.textContent).toContain("잘 들립니다.");
    expect(button("다시 확인하기")).toBeDefined();
  });

  it("tells why it will not", async () => {
    await run(new Trial({ open: () => Promise.reject(new MicError("none")), play: async () => undefined }));
    expect(root.textContent).toContain("마이크를 찾을 수 없습니다.");
  });
});

it("the clerk's machine says which way the sound goes", async () => {
  const sound = makeSound();
  show(<ForumSound voice={sound.voice} />);
  await press("회의장 소리 잇기");
  expect(root.textContent).toContain("회의장 마이크는 지금 꺼져 있습니다.");
  act(() => sound.voice.setFloor("open"));
  expect(root.textContent).toContain("회의장 소리가 온라인으로 나갑니다.");
  act(() => sound.ear?.played(0.4, 0));
  expect(root.textContent).toContain("온라인 시민의 말을 틀고 있습니다.");
  await press("그만 잇기");
  expect(sound.told.at(-1)).toEqual(["listen", false]);
});
