/** The development page: `?people=150&t=2026-05-10T15:00&view=overview` against a fake square. */
import { words } from "../../i18n/t";
import { loadWorld } from "../../world/world";
import { SceneView } from "../view/scene_view";
import { fakeSquare } from "./fake_square";
import { hook } from "./hook";

const query = new URLSearchParams(location.search);
const number = (name: string, otherwise: number): number => Number(query.get(name) ?? otherwise);
const [world] = await Promise.all([loadWorld(), words("scene")]);
const forum = world.places.get("forum-square") ?? { x: 655, y: 602 };
const utc = Date.parse(`${query.get("t") ?? "2026-05-10T14:30"}:00+09:00`);
const square = fakeSquare(world, number("people", 150), forum.x, forum.y, utc);
const el = document.querySelector<HTMLElement>("#scene");
if (!el) throw new Error("no place for the scene");
const own = square.own as { x: number; y: number; heading: number };
if (query.has("x")) own.x = number("x", 0) + world.side / 2;
if (query.has("z")) own.y = world.side / 2 - number("z", 0);
const quality = (query.get("q") ?? "high") as "high" | "middle" | "low";
const scene = new SceneView(el, square, { reducedMotion: true, quality });
if (query.get("view") === "overview") scene.overview(true);
scene.rig.lookAlong((number("yaw", 0) * Math.PI) / 180, number("d", 13), (number("pitch", 12) * Math.PI) / 180);
const wait = setInterval(() => {
  if (!scene.stats().built) return;
  clearInterval(wait);
  Object.assign(window, { __agoraReady: true });
}, 100);
hook(scene);
Object.assign(window, { __agoraReady: false });
