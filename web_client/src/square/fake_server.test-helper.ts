/**
 * A server without latency for tests: sockets flushed by hand, answers written by the test.
 */
import { Decoder, encode as pack } from "@msgpack/msgpack";
import type { SocketLike } from "../net/connection";
import { type ClientMessage, KIND_MESSAGE, type Me, type ServerMessage } from "../protocol/messages";
import type { World } from "../world/world";
import { createSquare, type Engine, type SquareOptions } from "./create";
import { OPEN_GROUND } from "./ground";

export class FakeSocket implements SocketLike {
  binaryType = "";
  readyState = 0;
  bufferedAmount = 0;
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  readonly path: string;
  readonly messages: ClientMessage[] = [];
  readonly moves: Uint8Array[] = [];

  constructor(path: string) {
    this.path = path;
  }

  send(data: Uint8Array<ArrayBuffer>): void {
    if (data[0] === KIND_MESSAGE) this.messages.push(new Decoder().decode(data.subarray(1)) as ClientMessage);
    else this.moves.push(data);
  }

  close(): void {
    this.readyState = 3;
  }

  /** Opens, as after the 101. */
  open(): void {
    this.readyState = 1;
    this.onopen?.(undefined as never);
  }

  /** Brings a message to the client. */
  say(message: ServerMessage): void {
    this.bytes(frameOf(message));
  }

  /** Brings raw bytes to the client. */
  bytes(frame: Uint8Array): void {
    this.onmessage?.({ data: frame.slice().buffer });
  }

  /** The line breaks. */
  cut(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  /** Returns the last message of a type that came in. */
  last<T extends ClientMessage[0]>(type: T): Extract<ClientMessage, readonly [T, ...unknown[]]> | undefined {
    return this.messages.findLast((message) => message[0] === type) as never;
  }
}

export function frameOf(message: ServerMessage): Uint8Array {
  const packed = pack(message);
  const frame = new Uint8Array(packed.length + 1);
  frame[0] = KIND_MESSAGE;
  frame.set(packed, 1);
  return frame;
}

export const ME: Me = ["me", 7, "가야", "guest", [], "stand", false, true, false, null, 0, null];

/** A crowd frame of records. */
export function crowdFrame(tick: number, records: readonly (readonly number[])[]): Uint8Array {
  const frame = new Uint8Array(4 + 8 * records.length);
  const view = new DataView(frame.buffer);
  view.setUint8(0, 2);
  view.setUint16(2, tick, true);
  records.forEach(([slot = 0, x = 0, y = 0, heading = 0, state = 0], index) => {
    const at = 4 + 8 * index;
    view.setUint16(at, slot, true);
    view.setUint16(at + 2, x, true);
    view.setUint16(at + 4, y, true);
    view.setUint8(at + 6, heading);
    view.setUint8(at + 7, state);
  });
  return frame;
}

/** An engine on fake sockets with a clock set by hand. */
export class Bench {
  readonly sockets: FakeSocket[] = [];
  now = 1_000;
  reloads = 0;
  tickets = 0;
  ids = 0;
  ticket: () => Promise<string> = async () => `t${++this.tickets}`;
  readonly engine: Engine;

  constructor(over: Partial<SquareOptions> = {}) {
    this.engine = createSquare({
      api: { ticket: () => this.ticket() },
      world: { places: new Map() } as unknown as World,
      ground: OPEN_GROUND,
      socketFactory: (path) => {
        const socket = new FakeSocket(path);
        this.sockets.push(socket);
        return socket;
      },
      now: () => this.now,
      random: () => 0.5,
      newId: () => `id${++this.ids}`,
      view: "map",
      reload: () => {
        this.reloads += 1;
      },
      reloaded: false,
      ...over,
    });
  }

  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error("no socket yet");
    return socket;
  }

  /** Lets the ticket arrive and the socket open up to the welcome. */
  async welcome(x = 30_000, y = 30_000): Promise<void> {
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    this.socket.open();
    this.socket.say(["welcome", "me", 7, x, y, 0, 1_700_000_000_000, 10, 300, "map"]);
  }

  /** Welcomes and starts the inbox from an empty snapshot. */
  async enter(): Promise<void> {
    await this.welcome();
    this.socket.say(["reset", "inbox:me", "e1", 0, [ME, [], [], [], []]]);
  }

  /** Runs frames of 16 ms. */
  run(milliseconds: number): void {
    for (let spent = 0; spent < milliseconds; spent += 16) {
      this.now += 16;
      this.engine.frame(this.now);
    }
  }
}
