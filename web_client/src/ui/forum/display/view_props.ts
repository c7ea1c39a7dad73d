/** What every piece of the display view is given. */
import type { ForumClient, Parts } from "../../../forum_client/forum_client";

export interface DisplayProps {
  readonly forum: ForumClient;
  /** What lets this machine show the venue's code; empty where staff look, or nobody may. */
  readonly venueKey: string;
}

export interface ViewProps extends DisplayProps {
  readonly parts: Parts;
}
