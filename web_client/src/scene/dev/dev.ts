/** The development page: `?people=150&t=2026-05-10T15:00&view=overview` against a fake square. */
import { type FakeWorld, fromFake } from "../land/seed";
import { mountScene } from "../mount";
import { fakeSquare } from "./fake_square";

const query = new URLSearchParams(location.search);
const number = (name: string, otherwise: number): number => Number(query.get(name) ?? otherwise);
const land = fromFake((await (await fetch("/fake_world.json")).json()) as FakeWorld);
const utc = Date.parse(`${query.get("t") ?? "2026-05-10T14:30"}:00+09:00`);
const [fx, fz] = land.places.get("forum-square")?.at ?? [0, 0];
const square = fakeSquare(number("people", 150), fx + land.half, land.half - fz, utc);
const el = document.querySelector<HTMLElement>("#scene");
if (!el) throw new Error("no place for the scene");
const own = square.own as { x: number; y: number; heading: number };
if (query.has("x")) own.x = number("x", 0) + land.half;
if (query.has("z")) own.y = land.half - number("z", 0);
const mounted = mountScene(el, square, { reducedMotion: true, land });
if (query.get("view") === "overview") mounted.rig.setOverview(true);
mounted.rig.lookAlong((number("yaw", 0) * Math.PI) / 180, number("d", 13), (number("pitch", 12) * Math.PI) / 180);
Object.assign(window, { __agoraScene: mounted });
