/** Where the square's data come from. */
import { t } from "../../i18n/t";
import { AboutText } from "../parts/about_text";
import { Dialog } from "../parts/dialog";

export function AboutDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t("about.title")} onClose={onClose}>
      <AboutText />
    </Dialog>
  );
}
