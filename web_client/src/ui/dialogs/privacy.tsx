/** What is kept, how long and why: from the server's own retention table, so that it is never out of date. */
import { given } from "../../i18n/given";
import { t } from "../../i18n/t";
import { getPrivacy, type RetentionLine } from "../base/api";
import { useLoaded } from "../base/hooks";
import { whyNot } from "../base/refusals";
import { Dialog } from "../parts/dialog";

export function PrivacyDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t("privacy.title")} onClose={onClose}>
      <PrivacyText />
    </Dialog>
  );
}

export function PrivacyText() {
  const answer = useLoaded(getPrivacy);
  if (answer.state === "loading") return <p class="quiet">{t("loading")}</p>;
  if (answer.state === "failed") return <p role="alert">{whyNot(answer.trouble)}</p>;
  const { summary, table, contact } = answer.value;
  return (
    <>
      <ul class="dots stack-tight">
        {summary.map((line) => (
          <li key={line.en}>{given(line)}</li>
        ))}
      </ul>
      <KeptTable table={table} />
      <p>
        {t("privacy.contact")} {contact}
      </p>
    </>
  );
}

function howLong(line: RetentionLine): string {
  return line.days === 0 ? t("privacy.never") : `${given(line.since)} ${t("time.days", { n: line.days })}`;
}

function KeptTable({ table }: { table: readonly RetentionLine[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways, by keyboard too.
    <section class="scroll" tabIndex={0} aria-label={t("privacy.table")}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t("privacy.what")}</th>
            <th scope="col">{t("privacy.why")}</th>
            <th scope="col">{t("privacy.how_long")}</th>
          </tr>
        </thead>
        <tbody>
          {table.map((line) => (
            <tr key={line.key}>
              <th scope="row">{given(line.what)}</th>
              <td>
                {given(line.why)} <span class="quiet">{given(line.basis)}</span>
              </td>
              <td>{howLong(line)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
