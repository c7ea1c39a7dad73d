/** Who attends: found by name or number, sorted, a page at a time, with how many there are by channel. */
import { useRef, useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { Icon } from "../../base/icons";
import { Field } from "../../parts/field";
import { Menu, type MenuItem } from "../../parts/menu";
import { CampMark, ChannelMark, markOf } from "../parts/marks";
import { nameOf } from "../parts/queue_row";
import { type Moderator, useModerator } from "./context";
import { ONLY, type RollLine, type RollPage, type RollRequest, SORTS, useRoll } from "./roll";
import { SheetFrame } from "./sheet";

const FIRST: RollRequest = { find: "", only: "all", sort: "name", first: 0 };
/** Lines of a page, and signs of a name that are looked for, as the server has it. */
const PAGE = 50;
const FIND = 60;

export function RollSheet() {
  const { forum } = useModerator();
  const [wish, setWish] = useState(FIRST);
  const { page, problem } = useRoll(forum.id, wish);
  const list = useRef<HTMLUListElement>(null);
  const change = (more: Partial<RollRequest>) => setWish({ ...wish, first: 0, ...more });
  const turn = (first: number) => {
    change({ first });
    list.current?.focus();
  };
  return (
    <SheetFrame title={t("desk.roll")}>
      <div class="desk-roll">
        {page && <Counts counts={page.counts} />}
        <Field label={t("desk.roll.find")} value={wish.find} maxLength={FIND} onInput={(find) => change({ find })} />
        <div class="desk-roll-choices">
          <Select words={t("desk.roll.only")} value={wish.only} options={ONLY} kind="only" onChange={change} />
          <Select words={t("desk.roll.sort")} value={wish.sort} options={SORTS} kind="sort" onChange={change} />
        </div>
        {problem && (
          <p class="note bad" role="alert">
            {problem}
          </p>
        )}
        <p class="quiet" role="status">
          {page === null ? !problem && t("loading") : foundWords(page.found)}
        </p>
        <ul ref={list} class="desk-list" tabIndex={page ? 0 : undefined} aria-label={t("desk.roll")}>
          {page?.lines.map((line) => (
            <Line key={line.person} line={line} />
          ))}
        </ul>
        {page && page.found > page.lines.length && <Pages page={page} onTurn={turn} />}
      </div>
    </SheetFrame>
  );
}

const foundWords = (n: number) => (n > 0 ? t("desk.roll.found", { n }) : t("desk.roll.none"));

/** How many are here, by channel, and how many are not. */
function Counts({ counts }: { counts: RollPage["counts"] }) {
  return (
    <p class="desk-roll-counts">
      {(["onsite", "online", "away", "left", "removed"] as const)
        .filter((kind) => kind === "onsite" || kind === "online" || counts[kind] > 0)
        .map((kind) => (
          <span key={kind}>
            {t(`desk.roll.only.${kind}`)} <strong>{t("desk.people", { n: counts[kind] })}</strong>
          </span>
        ))}
    </p>
  );
}

interface SelectProps<K extends "only" | "sort"> {
  readonly words: string;
  readonly kind: K;
  readonly value: RollRequest[K];
  readonly options: readonly RollRequest[K][];
  readonly onChange: (wish: Partial<RollRequest>) => void;
}

function Select<K extends "only" | "sort">({ words, kind, value, options, onChange }: SelectProps<K>) {
  return (
    <label class="field">
      <span>{words}</span>
      <select
        class="input"
        value={value}
        onChange={(event) => {
          const chosen = options[event.currentTarget.selectedIndex];
          if (chosen) onChange({ [kind]: chosen });
        }}
      >
        {options.map((one) => (
          <option key={one} value={one}>
            {kind === "only"
              ? t(`desk.roll.only.${one as RollRequest["only"]}`)
              : t(`desk.roll.sort.${one as RollRequest["sort"]}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What a moderator may do upon somebody on the roll; nothing upon who is removed. */
function actsUpon({ sheet, give, role }: Moderator, line: RollLine): MenuItem[] {
  if (role === "clerk" || line.presence === "removed") return [];
  const { person } = line;
  const open = (kind: "mute" | "remove") => () => {
    sheet.value = { kind, person, name: nameOf(line.name, line.slip) };
  };
  return [
    line.muted
      ? { words: t("desk.mute.lift"), run: () => void give({ order: "unmute_person", person }) }
      : { words: t("desk.row.mute"), run: open("mute") },
    { words: t("desk.row.remove"), run: open("remove"), danger: true },
  ];
}

function Line({ line }: { line: RollLine }) {
  const moderator = useModerator();
  const { doing, stance } = line;
  const name = nameOf(line.name, line.slip);
  const acts = actsUpon(moderator, line);
  const mark = markOf("normal", stance);
  return (
    <li data-presence={line.presence}>
      <div class="spread">
        <p>
          <strong>{name}</strong> <ChannelMark channel={line.channel} slip={line.slip} />{" "}
          {line.muted && <span class="chip">{t("desk.mute.is")}</span>}
        </p>
        {acts.length > 0 && (
          <Menu kind="icon text" label={t("desk.mute.of", { name })} items={acts}>
            <Icon name="more" />
          </Menu>
        )}
      </div>
      <p class="second">
        {t(`level.${line.level}`)} · {t(`desk.roll.only.${line.presence}`)}
        {doing !== "nothing" && (
          <>
            {" · "}
            <CampMark mark={mark} /> {t(`desk.roll.${doing}`, { camp: t(`mark.${mark}.words`) })}
          </>
        )}
      </p>
    </li>
  );
}

function Pages({ page, onTurn }: { page: RollPage; onTurn: (first: number) => void }) {
  const { first, found, lines } = page;
  const last = first + lines.length;
  return (
    <div class="spread">
      <button
        type="button"
        class="button"
        aria-disabled={first === 0}
        onClick={() => first > 0 && onTurn(Math.max(0, first - PAGE))}
      >
        {t("desk.roll.before")}
      </button>
      <p class="quiet">{t("desk.roll.range", { from: first + 1, to: last, n: found })}</p>
      <button type="button" class="button" aria-disabled={last >= found} onClick={() => last < found && onTurn(last)}>
        {t("desk.roll.next")}
      </button>
    </div>
  );
}
