/**
 * The HTTP routes, typed. A refusal is a `TroubleError` with a code that the catalogue words (`refusal.<code>`);
 * a network that failed is one too, with the code `offline`.
 */
import type { TicketAnswer, TicketQuestion } from "../protocol/http";
import { DIGEST } from "../protocol/messages";

export type Facts = Readonly<Record<string, string | number>>;

/** A refusal over HTTP. */
export class TroubleError extends Error {
  readonly status: number;
  readonly code: string;
  readonly facts: Facts;

  constructor(status: number, code: string, facts: Facts) {
    super(code);
    this.status = status;
    this.code = code;
    this.facts = facts;
  }
}

/** Milliseconds until a request counts as lost. */
const TIMEOUT_MS = 15_000;

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** The requests that the client makes. */
export class Api {
  readonly #fetch: Fetch;

  constructor(fetcher: Fetch = (url, init) => fetch(url, init)) {
    this.#fetch = fetcher;
  }

  get<T>(path: string): Promise<T> {
    return this.#request<T>("GET", path);
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.#request<T>("POST", path, body);
  }

  delete<T>(path: string): Promise<T> {
    return this.#request<T>("DELETE", path);
  }

  /** Returns a one-use ticket for the socket. */
  async ticket(): Promise<string> {
    const answer = await this.post<Partial<TicketAnswer>>("/api/ticket", { digest: DIGEST } satisfies TicketQuestion);
    if (typeof answer?.ticket !== "string") throw new TroubleError(0, "offline", {});
    return answer.ticket;
  }

  async #request<T>(method: string, path: string, body?: unknown): Promise<T> {
    const init: RequestInit = { method, credentials: "same-origin", signal: AbortSignal.timeout(TIMEOUT_MS) };
    if (body !== undefined) {
      init.body = JSON.stringify(body);
      init.headers = { "content-type": "application/json" };
    }
    const answer = await this.#fetch(path, init).catch(() => null);
    if (answer === null) throw new TroubleError(0, "offline", {});
    const value: unknown = await answer.json().catch(() => null);
    if (answer.ok) return value as T;
    throw troubleOf(answer.status, value);
  }
}

/** Returns the trouble of an answer; a body of another shape (a proxy's page) is worded by its status. */
export function troubleOf(status: number, value: unknown): TroubleError {
  if (typeof value === "object" && value !== null && "code" in value && typeof value.code === "string") {
    const facts = "facts" in value && typeof value.facts === "object" && value.facts !== null ? value.facts : {};
    return new TroubleError(status, value.code, facts as Facts);
  }
  return new TroubleError(status, status === 401 ? "session_needed" : `http_${status}`, {});
}
