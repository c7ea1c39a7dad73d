/** Block a person, and the list of those blocked. */
import { t } from "../../i18n/t";
import { type Named, useSquare } from "../base/context";
import { act } from "../base/notices";
import { Dialog } from "../parts/dialog";

export function BlockDialog({ person, onClose }: { person: Named; onClose: () => void }) {
  const square = useSquare();
  const block = async () => {
    onClose();
    const undo = () => void act(square.unblock(person.participant), t("block.undone", { name: person.name }));
    await act(square.block(person.participant), t("block.done", { name: person.name }), undo);
  };
  const foot = (
    <>
      <button type="button" class="button" onClick={onClose}>
        {t("act.cancel")}
      </button>
      <button type="button" class="button danger" onClick={() => void block()}>
        {t("block.do")}
      </button>
    </>
  );
  return (
    <Dialog title={t("block.title", { name: person.name })} onClose={onClose} foot={foot}>
      <p>{t("block.what")}</p>
      <p class="second">{t("block.not")}</p>
    </Dialog>
  );
}

export function BlocksDialog({ onClose }: { onClose: () => void }) {
  const square = useSquare();
  const blocks = square.blocks.value;
  return (
    <Dialog title={t("blocks.title")} onClose={onClose}>
      {blocks.length === 0 && <p class="empty">{t("blocks.none")}</p>}
      <ul class="rows">
        {blocks.map((one) => (
          <li class="item" key={one.participant}>
            <span class="what name">{one.name}</span>
            <button
              type="button"
              class="button"
              aria-label={`${one.name}: ${t("blocks.lift")}`}
              onClick={() => void act(square.unblock(one.participant), t("block.undone", { name: one.name }))}
            >
              {t("blocks.lift")}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
