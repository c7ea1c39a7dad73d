/** Sets every model where the world file says, on the ground, in the size of its footprint. */
import { type Builder, frame } from "../kit/builder";
import type { Ground } from "../land/ground";
import type { LandPlace } from "../land/land";
import { middle } from "../land/water";
import { MODELS, modelScale } from "./catalogue";
import { cityHall, roundTable } from "./civic";
import { bunsanseong } from "./tombs";

/** City Hall as drawn: half 42 by 13. */
const CITY_HALL_HALF = 42;

/** Adds all landmarks, one a step; window panes of City Hall go to `glass`, which is lit in the evening. */
export function* placeModels(into: Builder, glass: Builder, ground: Ground): Generator<void> {
  for (const place of ground.land.places.values()) {
    placeModel(into, ground, place);
    yield;
  }
  placeCityHall(into, glass, ground);
  yield;
  placeFortress(into, ground);
  yield;
  placeTables(into, ground);
}

function placeModel(into: Builder, ground: Ground, place: LandPlace): void {
  const model = MODELS[place.id];
  if (!model) return;
  const pond = place.id === "yeonji-park" ? ground.land.ponds.find((one) => one.place === place.id) : undefined;
  const [x, z] = pond ? middle(pond.ring) : place.at;
  const scale = pond ? pondScale(pond.ring) : modelScale(model, place.size ?? null);
  into.within(frame(x, ground.height(x, z), z, [scale, scale, scale], model.turn ?? 0), () => model.draw(into));
}

/** The park's model was drawn around water 25 metres long to either side. */
function pondScale(ring: readonly (readonly [number, number])[]): number {
  const xs = ring.map(([x]) => x);
  return (Math.max(...xs) - Math.min(...xs)) / 2 / 25;
}

function placeCityHall(into: Builder, glass: Builder, ground: Ground): void {
  const place = ground.land.places.get("city-hall");
  if (!place) return;
  const [x, z] = place.at;
  const scale = (place.size?.[0] ?? 30) / CITY_HALL_HALF;
  const at = frame(x, ground.height(x, z), z, [scale, scale, scale]);
  into.within(at, () => glass.within(at, () => cityHall(into, glass)));
}

function placeFortress(into: Builder, ground: Ground): void {
  const place = ground.land.places.get("bunsanseong");
  if (!place) return;
  const [x, z] = place.at;
  into.within(frame(x, 0, z), () => bunsanseong(into, (dx, dz) => ground.height(x + dx, z + dz)));
}

function placeTables(into: Builder, ground: Ground): void {
  const { half } = ground.land;
  for (const { kind, circle } of ground.land.world.zones) {
    if (kind !== "table" || !circle) continue;
    const [x, z] = [circle[0] - half, half - circle[1]];
    into.within(frame(0, ground.height(x, z) + 0.06, 0), () => roundTable(into, x, z));
  }
}
