/** What was found in a file, in words; green only where everything holds, a value that somebody noted included. */
import { t } from "../../i18n/t";
import { dayTime } from "../../i18n/time";
import { type Compared, compared } from "../../record/compared";
import type { Facts, Verdict } from "../../record/reader";
import { Field } from "../parts/field";

interface CardProps {
  readonly name: string;
  readonly verdict: Verdict;
  readonly noted: string;
  readonly onNoted: (value: string) => void;
}

export function VerdictCard({ name, verdict, noted, onNoted }: CardProps) {
  switch (verdict.kind) {
    case "whole":
      return <Whole name={name} facts={verdict.facts} noted={noted} onNoted={onNoted} />;
    case "broken":
      return (
        <section class="card stack verify-verdict">
          <h2>{t("verify.broken")}</h2>
          <p>
            <strong>{verdict.row ? t("verify.row", { n: verdict.row }) : t("verify.file")}</strong>:{" "}
            {t(`verify.why.${verdict.why}`)} <code>{verdict.why}</code>
          </p>
          <p>{t("verify.next")}</p>
          <p class="second">{name}</p>
        </section>
      );
    default:
      return (
        <section class="card stack verify-verdict">
          <h2>{t("verify.unreadable")}</h2>
          <p>{t("verify.unreadable.why")}</p>
          <p class="second">{name}</p>
        </section>
      );
  }
}

type WholeProps = Omit<CardProps, "verdict"> & { readonly facts: Facts };

function Whole({ name, facts, noted, onNoted }: WholeProps) {
  const found = compared(facts, noted);
  return (
    <section class="card stack verify-verdict" data-good={found.is !== "other"}>
      <h2>{t(found.is === "other" ? "verify.other" : "verify.whole")}</h2>
      <p>{t("verify.forum", { id: facts.forum, name })}</p>
      <Checked facts={facts} />
      <dl>
        <dt>{t("verify.value")}</dt>
        <dd>{grouped(facts.hashes.at(-1) ?? "")}</dd>
        <dt>{t("verify.key")}</dt>
        <dd>{grouped(facts.key)}</dd>
      </dl>
      <Field
        label={t("verify.known")}
        value={noted}
        onInput={onNoted}
        hint={t("verify.known.hint")}
        error={found.is === "form" ? t("verify.known.form") : null}
      />
      {found.is !== "form" && <p>{comparedWords(found, facts)}</p>}
    </section>
  );
}

function Checked({ facts }: { facts: Facts }) {
  const { rows, sealed, opened, erased, ballots, heads, time, closed, unknown } = facts;
  const kinds = unknown.map(([kind, count]) => `${kind} ${count}`).join(", ");
  return (
    <ul>
      <li>{t("verify.is.rows", { n: rows })}</li>
      <li>{t("verify.is.personal", { sealed, opened, erased, hidden: Math.max(0, sealed - opened - erased) })}</li>
      <li>{t("verify.is.ballots", { n: ballots })}</li>
      <li>{t("verify.is.signed", { at: dayTime(time), n: heads })}</li>
      {kinds && <li>{t("verify.is.unknown", { kinds })}</li>}
      {!closed && <li>{t("verify.is.open")}</li>}
    </ul>
  );
}

function comparedWords(found: Compared, { rows }: Facts): string {
  if (found.is === "row") return found.row === rows ? t("verify.known.last") : t("verify.known.row", { n: found.row });
  return t(found.is === "form" ? "verify.known.form" : `verify.known.${found.is}`);
}

/** Returns a value in groups of four, as it stands in the minutes. */
const grouped = (value: string) => value.match(/.{1,4}/g)?.join(" ") ?? "";
