/** How a result came about, as everybody will see it. */
import { t } from "../../../i18n/t";
import type { BallotView } from "../../../protocol/messages";
import { BallotResult } from "../parts/ballot_result";
import { SheetFrame } from "./sheet";

export function ResultSheet({ ballot }: { ballot: BallotView }) {
  return (
    <SheetFrame title={t("desk.ballot.how")}>
      <BallotResult ballot={ballot} />
    </SheetFrame>
  );
}
