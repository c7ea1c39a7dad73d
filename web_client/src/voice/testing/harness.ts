/**
 * A page with the voice of a hall and nothing else, for `tests/browser/test_voice.py`: real socket, real server.
 *
 * It comes in by the door, says hello, and hands `voice` to the test.
 */
import { Api } from "../../net/api";
import { DIGEST, KIND_VOICE } from "../../protocol/messages";
import { encode } from "../../protocol/wire";
import { Voice } from "../voice";

const FORUM = "f1";
const api = new Api();

async function start(): Promise<void> {
  const door = await api.post<{ participant: string }>("/api/door", {
    nickname: `소리 ${Math.floor(Math.random() * 1e6)}`,
    notice: new URLSearchParams(location.search).get("notice"),
    of_age: true,
  });
  const socket = new WebSocket(`ws://${location.host}/ws?ticket=${await api.ticket()}`, "agora.1");
  socket.binaryType = "arraybuffer";
  let acts = 0;
  const voice = new Voice({
    send: (frame) => {
      socket.send(frame);
      return true;
    },
    listen: (on) => socket.send(encode(["listen", `a${acts++}`, FORUM, on])),
    micFailed: (why) => Object.assign(globalThis, { failed: why }),
  });
  socket.onopen = () => socket.send(encode(["hello", DIGEST, "tab1", "list"]));
  socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
    const frame = new Uint8Array(data);
    if (frame[0] === KIND_VOICE) voice.take(frame);
  };
  document.querySelector("#listen")?.addEventListener("click", () => void voice.listen());
  document.querySelector("#speak")?.addEventListener("click", () => void voice.openMic());
  Object.assign(globalThis, { voice, participant: door.participant });
}

await start();
