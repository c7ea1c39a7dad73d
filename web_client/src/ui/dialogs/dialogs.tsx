/** Whichever dialog stands open over the square. */
import { lazy, Suspense } from "preact/compat";
import { t, withWords } from "../../i18n/t";
import { closeDialog, dialog, type OpenDialog, useSquare } from "../base/context";
import { act } from "../base/notices";
import { AboutDialog } from "./about";
import { BlockDialog, BlocksDialog } from "./blocks";
import { FindDialog } from "./find";
import { LeaveDialog } from "./leave";
import { LookDialog } from "./look";
import { MeDialog } from "./me";
import { NameDialog } from "./name";
import { PersonDialog } from "./person";
import { PlaceDialog, RideDialog, ShareDialog } from "./places";
import { ReportDialog } from "./report";
import { SettingsDialog } from "./settings";
import { StaffDialog } from "./staff";

const MineDialog = lazy(withWords(["mine"], () => import("./mine")));

export default function Dialogs() {
  const open = dialog.value;
  return open && <One key={JSON.stringify([open.kind, "person" in open ? open.person.participant : ""])} open={open} />;
}

function One({ open }: { open: OpenDialog }) {
  const square = useSquare();
  const me = square.me.value;
  const props = { onClose: closeDialog };
  switch (open.kind) {
    case "find":
      return <FindDialog {...props} />;
    case "settings":
      return <SettingsDialog {...props} />;
    case "me":
      return <MeDialog {...props} />;
    case "name":
      return <NameDialog {...props} />;
    case "look":
      return (
        me && (
          <LookDialog look={me.look} onSave={(look) => void act(square.change({ look }), t("look.saved"))} {...props} />
        )
      );
    case "blocks":
      return <BlocksDialog {...props} />;
    case "mine":
      return (
        <Suspense fallback={null}>
          <MineDialog {...props} />
        </Suspense>
      );
    case "leave":
      return <LeaveDialog {...props} />;
    case "about":
      return <AboutDialog {...props} />;
    case "place":
      return <PlaceDialog id={open.place} {...props} />;
    case "share":
      return <ShareDialog id={open.place} {...props} />;
    case "ride":
      return <RideDialog from={open.from} {...props} />;
    case "person":
      return <PersonDialog person={open.person} {...props} />;
    case "block":
      return <BlockDialog person={open.person} {...props} />;
    case "report":
      return <ReportDialog person={open.person} entry={open.entry} {...props} />;
    case "staff":
      return <StaffDialog person={open.person} measure={open.measure} {...props} />;
  }
}
