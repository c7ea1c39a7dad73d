/** A tab's content, with the main button that always stands above the tab bar. */
import type { ComponentChildren } from "preact";
import { createPortal } from "preact/compat";
import { useParticipant } from "./context";

/** The content of a tab; `foot` goes into the dock, whose tab bar stays the same element from tab to tab. */
export function Panel({ children, foot }: { children: ComponentChildren; foot?: ComponentChildren }) {
  const { tab, dock } = useParticipant();
  return (
    <main class="hall-main" id="main" tabIndex={-1}>
      <div class="hall-body" id="panel" role="tabpanel" aria-labelledby={`tab-${tab.value}`}>
        {children}
      </div>
      {foot && dock.value && createPortal(foot, dock.value)}
    </main>
  );
}

/** The same outside the tabs: before the forum opens, after it closed. */
export function Whole({ children, foot }: { children: ComponentChildren; foot?: ComponentChildren }) {
  return (
    <>
      <main class="hall-main" id="main" tabIndex={-1}>
        <div class="hall-body">{children}</div>
      </main>
      {foot && (
        <div class="hall-dock">
          <div class="hall-foot">{foot}</div>
        </div>
      )}
    </>
  );
}
