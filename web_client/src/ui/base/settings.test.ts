// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { language } from "../../i18n/t";

async function fresh() {
  vi.resetModules();
  return import("./settings");
}

describe("settings of this device", () => {
  beforeEach(() => localStorage.clear());

  it("survive a reload", async () => {
    (await fresh()).textSize.value = 150;
    expect((await fresh()).textSize.value).toBe(150);
  });

  it.each(['"huge"', "not json", "17", "null"])("ignore a stored %s of another time", async (junk) => {
    localStorage.setItem("agora.text", junk);
    expect((await fresh()).textSize.value).toBe(100);
  });

  it("open the map where 3D cannot be drawn, even when it was wished for", async () => {
    const settings = await fresh();
    expect(settings.firstView()).toBe("map");
    settings.chosenView.value = "space";
    expect(settings.firstView()).toBe("map");
  });

  it("keep the list for whoever chose it", async () => {
    const settings = await fresh();
    settings.chosenView.value = "list";
    expect(settings.firstView()).toBe("list");
  });

  it("treat a laptop with doubled letters as narrow", async () => {
    const settings = await fresh();
    vi.stubGlobal("innerWidth", 1366);
    vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => undefined }));
    await settings.applySettings();
    expect(document.documentElement.dataset.layout).toBe("wide");
    settings.textSize.value = 200;
    expect(document.documentElement.dataset.layout).toBe("narrow");
    expect(language.value).toBe("ko");
    vi.unstubAllGlobals();
  });
});
