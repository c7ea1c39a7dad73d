/** One-time codes for citizens: made, printed at once, counted, ended. */

import { useState } from "preact/hooks";
import { t } from "../../i18n/t";
import { dayTime } from "../../i18n/time";
import { getForums } from "../base/api";
import { useLoaded } from "../base/hooks";
import { Choices, Field } from "../parts/field";
import { Problem, SubmitForm, useSubmit } from "../parts/submit";
import { PaperSlip, Sheet } from "../print/sheet";
import { Listed } from "./review";
import { type BatchLine, type CodesMade, type StaffMe, staffApi } from "./staff_api";

/** Codes of the forum that an account is for, or of any and of all. */
export function Codes({ me }: { me: StaffMe }) {
  const [made, setMade] = useState<CodesMade | null>(null);
  const [again, setAgain] = useState(0);
  const look = () => setAgain((n) => n + 1);
  return (
    <section class="stack">
      <NewCodes
        only={me.forum}
        onMade={(codes) => {
          setMade(codes);
          look();
        }}
      />
      {made && <CodeSheet made={made} onClose={() => setMade(null)} />}
      <h2>{t("codes.batches")}</h2>
      <Listed load={() => staffApi.batches(me.forum)} again={again} empty={t("codes.none")}>
        {(lines) => (
          <ul class="rows card">
            {lines.map((line) => (
              <Batch key={line.batch} line={line} onDone={look} />
            ))}
          </ul>
        )}
      </Listed>
    </section>
  );
}

const EVERYWHERE = "";
const DAYS = [1, 7, 30] as const;

function NewCodes({ only, onMade }: { only: string | null; onMade: (made: CodesMade) => void }) {
  const forums = useLoaded(getForums);
  const [name, setName] = useState("");
  const [count, setCount] = useState("50");
  const [days, setDays] = useState<number>(7);
  const [forum, setForum] = useState(only ?? EVERYWHERE);
  const request = useSubmit();
  const open = forums.state === "ready" ? forums.value.filter((one) => only === null || one.id === only) : [];
  const make = () =>
    request.run(async () => {
      const wish = { name: name.trim(), count: Number(count), days, forum: forum === EVERYWHERE ? null : forum };
      onMade(await staffApi.makeCodes(wish));
      setName("");
    });
  const fits = name.trim() !== "" && Number(count) >= 1 && Number(count) <= 500;
  return (
    <SubmitForm
      submit={request}
      class="card stack"
      send={() => {
        if (fits) void make();
      }}
    >
      <p>{t("codes.what")}</p>
      <Field label={t("codes.name")} aside={t("codes.name.aside")} value={name} onInput={setName} maxLength={64} />
      <Field label={t("codes.count")} value={count} onInput={setCount} inputMode="numeric" maxLength={3} />
      <Choices
        legend={t("codes.days")}
        across
        value={days}
        onChange={setDays}
        options={DAYS.map((value) => ({ value, words: t("time.days", { n: value }) }))}
      />
      <Choices
        legend={t("codes.forum")}
        value={forum}
        onChange={setForum}
        options={[
          ...(only === null ? [{ value: EVERYWHERE, words: t("codes.everywhere") }] : []),
          ...open.map((one) => ({ value: one.id, words: one.title })),
        ]}
      />
      <Problem words={request.problem} />
      <div>
        <button type="submit" class="button filled" aria-disabled={request.busy || !fits}>
          {t("codes.make")}
        </button>
      </div>
    </SubmitForm>
  );
}

function CodeSheet({ made, onClose }: { made: CodesMade; onClose: () => void }) {
  const address = made.address.replace(/^https?:\/\//, "");
  return (
    <Sheet title={t("codes.sheet", { name: made.name })} warning={t("codes.sheet.warning")} onClose={onClose}>
      {made.slips.map(({ code, picture }) => (
        <PaperSlip
          key={code}
          head={t("codes.slip")}
          big={code}
          picture={picture}
          lines={[
            t("codes.slip.scan"),
            t("codes.slip.type", { address }),
            t("codes.slip.until", { until: dayTime(made.expires) }),
          ]}
        />
      ))}
    </Sheet>
  );
}

function Batch({ line, onDone }: { line: BatchLine; onDone: () => void }) {
  const [sure, setSure] = useState(false);
  const request = useSubmit();
  const over = line.revoked !== null || line.expires < Date.now();
  const revoke = () => {
    if (!sure) return setSure(true);
    void request.run(async () => {
      await staffApi.revokeBatch(line.batch);
      onDone();
    });
  };
  return (
    <li class="item">
      <div class="what">
        <span class="name">{line.name}</span>
        <span class="where">
          {t("codes.used", { used: line.used, codes: line.codes })} ·{" "}
          {t("staff.ban.until", { until: dayTime(line.expires) })}
        </span>
        <Problem words={request.problem} />
      </div>
      {over ? (
        <span class="chip">{t(line.revoked === null ? "codes.lapsed" : "codes.revoked")}</span>
      ) : (
        <button type="button" class="button danger" onClick={revoke}>
          {t(sure ? "codes.revoke.sure" : "codes.revoke")}
        </button>
      )}
    </li>
  );
}
