/** What a person set on this device: language, theme, size of text, view. Kept in localStorage, nowhere else. */
import { effect, type Signal, signal } from "@preact/signals";
import { LANGUAGES, type Language, language, speak } from "../../i18n/t";
import type { View } from "../../protocol/messages";

export const TEXT_SIZES = [100, 112, 125, 150, 200] as const;
export type TextSize = (typeof TEXT_SIZES)[number];
export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
export const VIEWS = ["space", "map", "list"] as const;

/** Reads a stored value; a browser that forbids storage, or a value of another time, gives the first choice. */
function stored<T>(name: string, fits: (value: unknown) => value is T, first: T): T {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(`agora.${name}`) ?? "null");
    return fits(value) ? value : first;
  } catch {
    return first;
  }
}

function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(`agora.${name}`, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the setting lives as long as the page.
  }
}

function setting<T>(name: string, fits: (value: unknown) => value is T, first: T): Signal<T> {
  const value = signal(stored(name, fits, first));
  effect(() => keep(name, value.value));
  return value;
}

const among =
  <T>(...choices: readonly T[]) =>
  (value: unknown): value is T =>
    (choices as readonly unknown[]).includes(value);
const yesNo = among(true, false);

/** Returns a yes or no that this device remembers, for pages with settings of their own. */
export const deviceSetting = (name: string, first: boolean): Signal<boolean> => setting<boolean>(name, yesNo, first);

export const textSize = setting<TextSize>("text", among(...TEXT_SIZES), 100);
export const theme = setting<Theme>("theme", among(...THEMES), "auto");
/** `null` until the person chose: then the device decides. */
export const chosenView = setting<View | null>("view", among<View | null>(null, ...VIEWS), null);
export const readAloud = setting("read", yesNo, true);
export const shortcuts = setting("keys", yesNo, true);
export const lessMotion = setting("motion", yesNo, false);
export const guideSeen = setting("guide", yesNo, false);

const languageSetting = setting<Language>("language", among(...LANGUAGES), firstLanguage());

function firstLanguage(): Language {
  const wish = globalThis.navigator?.language ?? "";
  const own = (tag: Language) => wish === tag || wish.startsWith(`${tag}-`);
  return LANGUAGES.find(own) ?? language.value;
}

/** Switches the language and remembers it. */
export async function chooseLanguage(to: Language): Promise<void> {
  await speak(to);
  languageSetting.value = to;
}

/** From this width on, in letters of 16 px, there is room for columns. */
const WIDE = 64;
/** Whether there is room for columns: a laptop with doubled letters has none. */
export const wide = signal(true);

function followWidth(percent: number): void {
  wide.value = innerWidth / 16 / (percent / 100) >= WIDE;
  document.documentElement.dataset.layout = wide.value ? "wide" : "narrow";
}

/** Applies the settings to the page and follows them. Called once by the composition root. */
export async function applySettings(): Promise<void> {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    root.dataset.theme = theme.value === "auto" ? (dark.matches ? "dark" : "light") : theme.value;
  };
  effect(paint);
  dark.addEventListener("change", paint);
  effect(() => {
    root.dataset.text = String(textSize.value);
    root.dataset.motion = lessMotion.value ? "less" : "full";
  });
  effect(() => followWidth(textSize.value));
  addEventListener("resize", () => followWidth(textSize.value));
  if (languageSetting.value !== language.value) await speak(languageSetting.value);
}

/** Tells whether this browser can show the 3D square; asked once, a context is not kept. */
export function canDraw3D(): boolean {
  try {
    const context = document.createElement("canvas").getContext("webgl2");
    context?.getExtension("WEBGL_lose_context")?.loseContext();
    return context !== null;
  } catch {
    return false;
  }
}

let able: boolean | undefined;

/** The view to open: the person's choice, else 3D where it can be drawn, else the map. */
export function firstView(): View {
  able ??= canDraw3D();
  const wish = chosenView.value ?? "space";
  return wish === "space" && !able ? "map" : wish;
}
