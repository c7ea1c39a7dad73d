/**
 * The edge of the line: one WebSocket at a time, driven by `reconnect.ts`.
 *
 * Events of a socket that was let go are ignored by identity, so a late close never touches the new line.
 */
import { KIND_MESSAGE } from "../protocol/messages";
import { TroubleError } from "./api";
import { begin, type Command, type LineEvent, type State, step } from "./reconnect";

/** What a socket must do; a browser's `WebSocket` does. */
export interface SocketLike {
  binaryType: string;
  readonly readyState: number;
  readonly bufferedAmount: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  onerror: ((event: never) => void) | null;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(code?: number): void;
}

export type SocketFactory = (path: string, subprotocol: string) => SocketLike;

export interface ConnectionOptions {
  readonly ticket: () => Promise<string>;
  readonly socketFactory: SocketFactory;
  /** The frames to say first and to ask whether the line lives. */
  readonly greeting: () => Uint8Array<ArrayBuffer>;
  readonly probe: () => Uint8Array<ArrayBuffer>;
  /** Takes a whole frame. */
  readonly take: (frame: Uint8Array) => void;
  readonly changed: (state: State) => void;
  readonly now: () => number;
  readonly random: () => number;
  /** Reloads the page, and remembers over the reload that it was done. */
  readonly reload: () => void;
  readonly reloaded: boolean;
  readonly visible: boolean;
}

const OPEN = 1;
const SUBPROTOCOL = "agora.1";
/** Bytes waiting in the socket above which moves are left out: the newest one wins anyway. */
const MOVE_BACKLOG_BYTES = 4_096;
/** Bytes waiting in the socket above which the voice is left out: a second of it. */
const VOICE_BACKLOG_BYTES = 4_096;

/** One line to the server, kept up until it is ended. */
export class Connection {
  readonly #options: ConnectionOptions;
  #state: State;
  #socket: SocketLike | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #heard = 0;
  #asked = 0;
  #closed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const [state, command] = begin(options.now(), options.reloaded, options.visible);
    this.#state = state;
    this.#perform(command);
    this.#arm();
  }

  get state(): State {
    return this.#state;
  }

  /** Sends a frame if the line is open; tells whether it did. */
  send(frame: Uint8Array<ArrayBuffer>): boolean {
    const open = this.#state.kind === "open" && this.#socket?.readyState === OPEN;
    if (open) this.#socket?.send(frame);
    return open;
  }

  /** Sends a move, unless the socket still chews on older bytes. */
  sendMove(frame: Uint8Array<ArrayBuffer>): boolean {
    const backlog = this.#socket?.bufferedAmount ?? 0;
    return backlog < MOVE_BACKLOG_BYTES && this.send(frame);
  }

  /** Sends a frame of the own voice, unless older bytes still wait: a second late it is worse than silence. */
  sendVoice(frame: Uint8Array<ArrayBuffer>): boolean {
    const backlog = this.#socket?.bufferedAmount ?? 0;
    return backlog < VOICE_BACKLOG_BYTES && this.send(frame);
  }

  /** Takes an event of the page or of the protocol (welcome, goodbye, gap, again, online, visible ...). */
  event(event: LineEvent): void {
    if (this.#closed) return;
    const before = this.#state;
    const [state, command] = step(before, event, this.#options.now(), this.#options.random());
    this.#state = state;
    this.#perform(command);
    this.#arm();
    if (state !== before) this.#options.changed(state);
  }

  /** Lets go of everything. */
  dispose(): void {
    this.#closed = true;
    this.#drop();
    clearTimeout(this.#timer);
  }

  #perform(command: Command): void {
    switch (command.kind) {
      case "ask":
        this.#drop();
        void this.#ask();
        break;
      case "dial":
        this.#dial(command.ticket);
        break;
      case "greet":
        this.#socket?.send(this.#options.greeting());
        break;
      case "probe":
        this.#socket?.send(this.#options.probe());
        break;
      case "drop":
        this.#drop();
        break;
      case "reload":
        this.#drop();
        this.#options.reload();
        break;
      case "none":
        break;
    }
  }

  /** Sets the one timer to the time of the state. */
  #arm(): void {
    clearTimeout(this.#timer);
    if (this.#state.kind === "ended" || this.#closed) return;
    const delay = Math.max(0, Math.ceil(this.#state.until - this.#options.now()));
    this.#timer = setTimeout(() => this.event({ kind: "time", heard: this.#heard }), delay);
  }

  async #ask(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    let event: LineEvent;
    try {
      event = { kind: "ticket", ticket: await this.#options.ticket() };
    } catch (error) {
      const trouble = error instanceof TroubleError ? error : new TroubleError(0, "offline", {});
      event = { kind: "refused", name: trouble.code, facts: trouble.facts };
    }
    if (asked === this.#asked) this.event(event);
  }

  #dial(ticket: string): void {
    const socket = this.#options.socketFactory(`/ws?ticket=${encodeURIComponent(ticket)}`, SUBPROTOCOL);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    socket.onopen = () => this.#of(socket, { kind: "opened" });
    socket.onclose = (event) => this.#of(socket, { kind: "closed", code: event.code });
    socket.onmessage = (event) => this.#received(socket, event.data);
  }

  #of(socket: SocketLike, event: LineEvent): void {
    if (socket === this.#socket) this.event(event);
  }

  #received(socket: SocketLike, data: unknown): void {
    if (socket !== this.#socket || !(data instanceof ArrayBuffer) || data.byteLength === 0) return;
    this.#heard = this.#options.now();
    const frame = new Uint8Array(data);
    if (this.#state.kind === "open" || frame[0] === KIND_MESSAGE) this.#options.take(frame);
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#asked += 1;
    if (socket === null) return;
    socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
    socket.close(1000);
  }
}
