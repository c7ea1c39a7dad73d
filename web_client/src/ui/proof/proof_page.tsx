/** Where QR codes lead: a code on paper, a numbered slip, the venue's screen, an identity check. A chunk of its own. */

import { useEffect, useState } from "preact/hooks";
import { type Key, t } from "../../i18n/t";
import { getForums } from "../base/api";
import { useLoaded } from "../base/hooks";
import { Icon } from "../base/icons";
import { navigate } from "../base/route";
import { Inner, LanguageLinks, SiteHead } from "../parts/site";
import { Code } from "./code";
import { takeFragment } from "./fragment";
import { IdentityCheck } from "./identity";
import type { Done } from "./proof_props";
import { Slip } from "./slip";
import { Onsite } from "./venue";

type Kind = "code" | "slip" | "on" | "identity";

const PAGES = { code: Code, slip: Slip, on: Onsite, identity: IdentityCheck } as const;
const TITLES = {
  code: "proof.code",
  slip: "proof.slip",
  on: "proof.on",
  identity: "proof.identity",
} as const satisfies Record<Kind, Key>;
const NEXT_KEY = "agora.next";

export default function ProofPage({ kind, next }: { kind: Kind; next: string | null }) {
  const [fragment] = useState(takeFragment);
  const [done, setDone] = useState<Done | null>(null);
  const Proof = PAGES[kind];
  useEffect(() => {
    document.title = `${t(TITLES[kind])} · ${t("title")}`;
    if (next) sessionStorage.setItem(NEXT_KEY, next); // a provider's page lies in between
  });
  return (
    <>
      <SiteHead />
      <main class="page" id="main" tabIndex={-1}>
        <h1>{t(TITLES[kind])}</h1>
        {done ? <WellDone done={done} next={next} /> : <Proof fragment={fragment} onDone={setDone} />}
      </main>
      <LanguageLinks />
    </>
  );
}

/** Says what is so now, and leads on: to the forum of the proof, to where one came from, to the one that is on. */
function WellDone({ done, next }: { done: Done; next: string | null }) {
  const forums = useLoaded(getForums);
  const open = forums.state === "ready" ? forums.value.filter((forum) => forum.state !== "closed") : [];
  const only = open.length === 1 ? open[0] : undefined;
  const kept = next ?? sessionStorage.getItem(NEXT_KEY);
  const hall = (forum: string | null | undefined) => (forum ? `/hall/${forum}` : null);
  const to = hall(done.forum) ?? kept ?? hall(only?.id);
  const goOn = (path: string) => {
    sessionStorage.removeItem(NEXT_KEY);
    navigate(path);
  };
  return (
    <div class="stack">
      <div class="note good" role="status">
        <Icon name="check" />
        <strong>{done.words}</strong>
      </div>
      {to ? (
        <button type="button" class="button filled main" onClick={() => goOn(to)}>
          {t("proof.go")}
        </button>
      ) : (
        open.map((one) => (
          <button type="button" class="button second wide" key={one.id} onClick={() => goOn(`/hall/${one.id}`)}>
            {one.title}
          </button>
        ))
      )}
      <p>
        <Inner to="/">{t("proof.square")}</Inner>
      </p>
    </div>
  );
}
