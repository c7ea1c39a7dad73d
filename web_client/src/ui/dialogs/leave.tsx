/** Leave the square: the only act that does; asked once more. */
import { t } from "../../i18n/t";
import { useSquare } from "../base/context";
import { act } from "../base/notices";
import { Dialog } from "../parts/dialog";

export function LeaveDialog({ onClose }: { onClose: () => void }) {
  const square = useSquare();
  const leave = () => {
    onClose();
    void act(square.leave());
  };
  const foot = (
    <>
      <button type="button" class="button" onClick={onClose}>
        {t("leave.stay")}
      </button>
      <button type="button" class="button danger" onClick={leave}>
        {t("leave.do")}
      </button>
    </>
  );
  return (
    <Dialog title={t("leave.title")} onClose={onClose} foot={foot}>
      <p>{t("leave.what")}</p>
    </Dialog>
  );
}
