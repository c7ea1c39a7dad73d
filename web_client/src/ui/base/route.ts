/** Which page the address names. */
import { signal } from "@preact/signals";

/** A face of a hall that has an address of its own. */
export type ForumFace = "clerk" | "desk" | "record" | "screen";

export type Route =
  | { readonly page: "square"; readonly place: string | null }
  | { readonly page: "privacy" | "accessibility" | "about" | "help" | "forums" }
  | { readonly page: "proof"; readonly kind: "code" | "slip" | "on" | "identity"; readonly next: string | null }
  | { readonly page: "hall"; readonly id: string; readonly face: ForumFace }
  | { readonly page: "staff"; readonly rest: string; readonly query: URLSearchParams };

const PLACE = /^\/p\/([a-z0-9-]{1,48})\/?$/;
const PAGES = new Set(["privacy", "accessibility", "about", "help", "forums"] as const);
/** Where a QR code on paper or on the venue's screen leads. */
const PROOFS = new Set(["code", "slip", "on", "identity"] as const);
/** A page of ours to go on to: never another host. */
const NEXT = /^\/hall\/[0-9A-Za-z_-]{1,48}$/;

/** A face of a forum's hall. */
const HALL = /^\/hall\/([0-9A-Za-z_-]{1,48})\/(clerk|desk|record|screen)\/?$/;

/** Reads an address; one that we do not know leads to the door. */
export function readRoute(path: string, search = ""): Route {
  const page = path.split("/")[1] ?? "";
  if (page === "staff") return { page, rest: path.split("/").slice(2).join("/"), query: new URLSearchParams(search) };
  if ((PROOFS as ReadonlySet<string>).has(page)) {
    const next = new URLSearchParams(search).get("next") ?? "";
    return { page: "proof", kind: page as "code", next: NEXT.test(next) ? next : null };
  }
  if ((PAGES as ReadonlySet<string>).has(page)) return { page: page as "privacy" };
  const [, id, face] = HALL.exec(path) ?? [];
  if (id) return { page: "hall", id, face: face as ForumFace };
  return { page: "square", place: PLACE.exec(path)?.[1] ?? null };
}

export const route = signal<Route>(readRoute(globalThis.location?.pathname ?? "/", globalThis.location?.search ?? ""));

/** The page that checks a record: a document of its own, under a policy of its own. */
const VERIFY = /^\/verify\/?(#|$)/;

/** Goes to an address of ours without loading the page anew, except into and out of a document of its own. */
export function navigate(path: string): void {
  if (NEXT.test(path) || VERIFY.test(path) || VERIFY.test(location.pathname)) {
    location.assign(path);
    return;
  }
  history.pushState(null, "", path);
  const url = new URL(path, location.href);
  route.value = readRoute(url.pathname, url.search);
  scrollTo(0, 0);
}

/** Follows the back button. Called once by the composition root. */
export function followHistory(): void {
  addEventListener("popstate", () => {
    route.value = readRoute(location.pathname, location.search);
  });
}
