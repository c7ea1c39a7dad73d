/** Find by name: places and people, with initial consonants too. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n/t";
import type { PersonInfo, Square } from "../../square/square";
import { useSquare } from "../base/context";
import { Icon } from "../base/icons";
import { byDistance, placeFacts, placeName } from "../base/place_words";
import { fits } from "../base/search";
import { personMenu } from "../list/person_menu";
import { PlaceRow } from "../list/places";
import { Dialog } from "../parts/dialog";
import { Field } from "../parts/field";
import { Menu } from "../parts/menu";
import { tabKeys } from "../parts/tabs";

/** The server is asked once typing pauses this long. */
const PAUSE_MS = 350;

type Tab = "places" | "people";

export function FindDialog({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState("");
  const [tab, setTab] = useState<Tab>("places");
  return (
    <Dialog title={t("find.title")} onClose={onClose}>
      <Field label={t("find.label")} value={query} onInput={setQuery} hint={<p class="quiet">{t("find.hint")}</p>} />
      <div class="tabs" role="tablist" onKeyDown={tabKeys}>
        {(["places", "people"] as const).map((one) => (
          <button
            type="button"
            role="tab"
            key={one}
            id={`tab-${one}`}
            aria-selected={tab === one}
            tabIndex={tab === one ? 0 : -1}
            aria-controls="found"
            onClick={() => setTab(one)}
          >
            {t(`find.${one}`)}
          </button>
        ))}
      </div>
      <div id="found" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === "places" ? (
          <FoundPlaces query={query} onClose={onClose} />
        ) : (
          <FoundPeople query={query} onClose={onClose} />
        )}
      </div>
    </Dialog>
  );
}

function FoundPlaces({ query, onClose }: { query: string; onClose: () => void }) {
  const square = useSquare();
  const found = byDistance(square.world, square.own).filter((place) => fits(query, [place.ko, place.en]));
  return (
    <>
      {/* Always there, so that a screen reader hears it change while one types. */}
      <p class={found.length ? "unseen" : "empty"} role="status">
        {found.length ? query && t("find.found", { n: found.length }) : t("find.none")}
      </p>
      <ul class="rows">
        {found.map((place) => (
          <>
            <PlaceRow key={place.id} place={place} onGone={onClose} />
            {query && found.length <= 3 && (
              <li key={`${place.id} facts`}>
                <ul class="facts" aria-label={placeName(place)}>
                  {placeFacts(place).map((fact) => (
                    <li key={fact}>{fact}</li>
                  ))}
                </ul>
              </li>
            )}
          </>
        ))}
      </ul>
    </>
  );
}

interface Page {
  readonly total: number;
  readonly people: readonly PersonInfo[];
}

/** Asks the server's list of who is here; an answer to an earlier text is dropped. */
function useRoster(square: Square, query: string, pages: number): Page | null {
  const [page, setPage] = useState<Page | null>(null);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(async () => {
      try {
        let people: PersonInfo[] = [];
        let total = 0;
        for (let n = 0; n < pages; n += 1) {
          const answer = await square.roster(query, people.length);
          people = [...people, ...answer.people];
          total = answer.total;
          if (people.length >= total || answer.people.length === 0) break;
        }
        if (current) setPage({ total, people });
      } catch {
        if (current) setPage({ total: 0, people: [] });
      }
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [square, query, pages]);
  return page;
}

function FoundPeople({ query, onClose }: { query: string; onClose: () => void }) {
  const square = useSquare();
  const [pages, setPages] = useState(1);
  const page = useRoster(square, query, pages);
  if (!page) return <p class="quiet">{t("loading")}</p>;
  if (!page.people.length) return <p class="empty">{t("find.nobody")}</p>;
  return (
    <>
      <p class="quiet" role="status">
        {t("find.total", { n: page.total })}
      </p>
      <ul class="rows">
        {page.people.map((person) => (
          <RosterRow key={person.participant} person={person} onClose={onClose} />
        ))}
      </ul>
      {page.people.length < page.total && (
        <div class="more">
          <button type="button" class="button text" onClick={() => setPages(pages + 1)}>
            {t("find.more")}
          </button>
        </div>
      )}
    </>
  );
}

function RosterRow({ person, onClose }: { person: PersonInfo; onClose: () => void }) {
  const square = useSquare();
  const place = person.place ? square.world.places.get(person.place) : undefined;
  const own = person.participant === square.me.value?.participant;
  const items = personMenu(square, person).map((item) => ({
    ...item,
    run: () => {
      onClose();
      item.run();
    },
  }));
  return (
    <li class="item">
      <Icon name="person" />
      <div class="what">
        <span class="name">
          {person.name} {own && <span class="chip me">{t("log.me")}</span>}
        </span>
        <span class="where">{place ? placeName(place) : t("where.square")}</span>
      </div>
      {!own && (
        <Menu items={items} label={t("people.menu", { name: person.name })}>
          {t("find.acts")}
        </Menu>
      )}
    </li>
  );
}
