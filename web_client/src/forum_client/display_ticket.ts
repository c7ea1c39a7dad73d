/** The ticket of a big screen, and of whoever reads without a name: no session is needed. */
import { Api, TroubleError } from "../net/api";
import type { TicketAnswer, TicketQuestion } from "../protocol/http";
import { DIGEST } from "../protocol/messages";

/** Returns a one-use ticket for a socket that only looks at a forum. */
export async function displayTicket(forum: string, api = new Api()): Promise<string> {
  const answer = await api.post<Partial<TicketAnswer>>(`/api/forums/${forum}/screen`, {
    digest: DIGEST,
  } satisfies TicketQuestion);
  if (typeof answer?.ticket !== "string") throw new TroubleError(0, "offline", {});
  return answer.ticket;
}
