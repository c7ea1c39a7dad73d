/** Takes the sheet out of the page of the minutes, to stand within a page of ours: its style apart, its colours ours. */

export interface Sheet {
  readonly style: string;
  readonly content: DocumentFragment;
}

/** Rules that name the colours: the page around has the same names, by the reader's theme. */
const COLOURS = /:root\s*\{[^}]*\}/g;
/** Sizes as on the pages around it; lengths in rem are those of the page anyway. */
const OURS = ":host { font-size: 1.0625rem; background: none }";
const STYLE = /<style>([\s\S]*?)<\/style>/;
const WHOLE = /\bhtml(?=[\s,{])/g;

/** Reads the page; a page without a sheet gives an empty one. */
export function readSheet(page: string): Sheet {
  const style = (STYLE.exec(page)?.[1] ?? "").replace(COLOURS, "").replace(WHOLE, ":host") + OURS;
  const read = new DOMParser().parseFromString(page.replace(STYLE, ""), "text/html"); // our policy bars its style
  const content = document.createDocumentFragment();
  const sheet = document.createElement("div");
  sheet.className = "sheet";
  sheet.append(...(read.querySelector("main.sheet")?.childNodes ?? []));
  for (const big of sheet.querySelectorAll("h1")) {
    const small = document.createElement("h2"); // the page around has its own title
    small.className = "kind";
    small.append(...big.childNodes);
    big.replaceWith(small);
  }
  content.append(sheet);
  return { style, content };
}
