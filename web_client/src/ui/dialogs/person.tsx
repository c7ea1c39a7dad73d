/** A person picked in the square or on the map: who it is, and what one can do. */
import { t } from "../../i18n/t";
import type { PersonInfo } from "../../square/square";
import { useSquare } from "../base/context";
import { Figure } from "../base/look";
import { personMenu, talkTo } from "../list/person_menu";
import { Dialog } from "../parts/dialog";

export function PersonDialog({ person, onClose }: { person: PersonInfo; onClose: () => void }) {
  const square = useSquare();
  return (
    <Dialog title={person.name} onClose={onClose}>
      <div class="look-line">
        <Figure look={person.look} label={t("person.look", { name: person.name })} />
        <p>{t(`role.${person.role}`)}</p>
      </div>
      <div class="stack-tight">
        <button
          type="button"
          class="button filled wide"
          onClick={() => {
            onClose();
            talkTo(square, person.participant);
          }}
        >
          {t("people.talk")}
        </button>
        {personMenu(square, person).map((item) => (
          <button
            type="button"
            key={item.words}
            class={item.danger ? "button danger wide" : "button wide"}
            onClick={() => {
              onClose();
              item.run();
            }}
          >
            {item.words}
          </button>
        ))}
      </div>
    </Dialog>
  );
}
