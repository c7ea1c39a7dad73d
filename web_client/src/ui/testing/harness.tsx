/**
 * A page for development (`npm run dev`, then /src/ui/testing/harness.html): the whole interface over a fake square.
 * It is no entry of the build.
 */
import { render } from "preact";
import "../../style/all.css";
import "pretendard-gov/dist/web/variable/pretendardvariable-gov-dynamic-subset.css";
import { App } from "../app";
import { dialog } from "../base/context";
import { route } from "../base/route";
import { applySettings } from "../base/settings";
import { makeEntry, makeSquare } from "./fake_square.test-helper";

const fake = makeSquare();
fake.parts.log.value = [
  makeEntry(5, "연지공원 산책", "안녕하세요. 처음 왔어요."),
  makeEntry(2, "가야소년", "지하로 가면 요금은 그대로인가요? https://www.gimhae.go.kr/main 에 있나요?"),
  makeEntry(1, "박순자", "그건 아직 안 정했다고 해요.", { role: "moderator" }),
  makeEntry(3, "한지호", "잠깐 이야기할 수 있을까요?", { reach: "whisper", to: "me" }),
  makeEntry(9, "외동이웃27", "바보 같은 소리네요.", { mine: true, nudge: "insult" }),
];
const { place, ...rest } = Object.fromEntries(new URLSearchParams(location.search));
if (rest.page) route.value = { page: rest.page as "privacy" };
else route.value = { page: "square", place: place ?? null };
Object.assign(globalThis, { fake, dialog });
await applySettings();
const root = document.querySelector("#app");
if (root) render(<App world={async () => fake.square.world} open={() => fake.square} />, root);
