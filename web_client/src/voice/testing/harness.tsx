/**
 * A page with the voice of a hall and nothing else, for `tests/browser/test_voice.py`: real socket, real server, and
 * the pieces that the faces of a hall show. It comes in by the door, says hello, and hands `voice` to the test.
 */
import { render } from "preact";
import { words } from "../../i18n/t";
import { Api } from "../../net/api";
import { DIGEST, KIND_VOICE } from "../../protocol/messages";
import { encode } from "../../protocol/wire";
import "../../style/all.css";
import { HallSound } from "../../ui/hall/voice/hall_sound";
import { ListenButton } from "../../ui/hall/voice/listen_button";
import { MicCheck } from "../../ui/hall/voice/mic_check";
import { SpeakPanel } from "../../ui/hall/voice/speak_panel";
import { Voice } from "../voice";

const FORUM = "f1";
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
        <HallSound voice={voice} />
      </section>
    </>
  );
}

async function start(root: Element): Promise<void> {
  await words("hall");
  const door = await api.post<{ participant: string }>("/api/door", {
    nickname: `소리 ${Math.floor(Math.random() * 1e6)}`,
    notice: query.get("notice"),
    of_age: true,
  });
  const socket = new WebSocket(`ws://${location.host}/ws?ticket=${await api.ticket()}`, "agora.1");
  socket.binaryType = "arraybuffer";
  let acts = 0;
  const told: unknown[] = [];
  const voice = new Voice({
    send: (frame) => {
      socket.send(frame);
      return true;
    },
    listen: (on) => socket.send(encode(["listen", `a${acts++}`, FORUM, on])),
    carry: (on) => socket.send(encode(["carry_hall", `a${acts++}`, FORUM, on])),
    micFailed: (why) => told.push(why),
  });
  socket.onopen = () => socket.send(encode(["hello", DIGEST, "tab1", "list"]));
  socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
    const frame = new Uint8Array(data);
    if (frame[0] === KIND_VOICE) voice.take(frame);
  };
  render(<Pieces voice={voice} type={() => told.push("type")} />, root);
  Object.assign(globalThis, { voice, told, participant: door.participant });
}

const root = document.querySelector("#app");
if (root) await start(root);
