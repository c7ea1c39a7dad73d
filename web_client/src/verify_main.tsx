/** The composition root of the page that checks records: `/verify` is a document of its own that may open no line. */
import { render } from "preact";
import "./style/verify_page.css";
import { keepEveryLanguage, words } from "./i18n/t";
import { checkBy } from "./record/checker";
import { applySettings } from "./ui/base/settings";
import { VerifyPage } from "./ui/verify/verify_page";

const root = document.querySelector("#app");
if (root) {
  await Promise.all([applySettings(), words("verify")]);
  // The worker starts now, and every language comes now: from here on the network may be off.
  const worker = new Worker(new URL("./record/record_worker.ts", import.meta.url), { type: "module" });
  render(<VerifyPage check={globalThis.isSecureContext ? checkBy(worker) : null} />, root);
  void keepEveryLanguage("verify");
  void import("pretendard-gov/dist/web/variable/pretendardvariable-gov-dynamic-subset.css");
}
