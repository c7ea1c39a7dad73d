/**
 * A page with the voice of a forum and nothing else, for `tests/browser/test_voice.py`: a real forum over a real line,
 * and the pieces that the views of a forum show. `forum`, `voice` and `told` are handed to the test.
 */
import { render } from "preact";
import { browserForum } from "../../forum_client/browser";
import { words } from "../../i18n/t";
import { Api } from "../../net/api";
import { newId } from "../../net/page";
import "../../style/all.css";
import { forumVoice } from "../../voice/forum_voice";
import type { Voice } from "../../voice/voice";
import { ForumSound } from "../forum/voice/forum_sound";
import { ListenButton } from "../forum/voice/listen_button";
import { MicCheck } from "../forum/voice/mic_check";
import { SpeakPanel } from "../forum/voice/speak_panel";

const api = new Api();
const query = new URLSearchParams(location.search);

function Pieces({ voice, type }: { voice: Voice; type: () => void }) {
  return (
    <>
      <h1>회의장 소리</h1>
      <section class="card">
        <ListenButton voice={voice} venue={query.has("venue")} />
      </section>
      <section class="card">
        <MicCheck />
      </section>
      <section class="card">
        <SpeakPanel voice={voice} onType={type} />
      </section>
      <section class="card">
        <ForumSound voice={voice} />
      </section>
    </>
  );
}

/** Comes in by the door, or with an invitation as staff. */
async function enter(): Promise<void> {
  const token = query.get("token");
  const name = `소리 ${newId().slice(0, 6)}`;
  if (token) await api.post("/api/staff/accept", { token, login: newId(), name, password: "구지봉에 거북이 산다" });
  else await api.post("/api/door", { nickname: name, notice: query.get("notice"), of_age: true });
}

async function start(root: Element): Promise<void> {
  await Promise.all([words("hall"), enter()]);
  const told: unknown[] = [];
  const forum = browserForum(query.get("forum") ?? "", query.has("token") ? "desk" : "light", { api });
  const { voice } = forumVoice(forum, forum, newId, { micFailed: (why) => told.push(why) });
  forum.hear(voice);
  render(<Pieces voice={voice} type={() => told.push("type")} />, root);
  Object.assign(globalThis, { forum, voice, told });
}

const root = document.querySelector("#app");
if (root) await start(root);
