/** The halls that a forum can be set up in, with how many fit in on foot. */
import type { Place, World } from "../../../world/world";
import { placeName } from "../../base/place_words";

export interface HallChoice {
  readonly place: Place;
  /** How many can sit, and how many can be in it. */
  readonly seats: number;
  readonly room: number;
}

/** Returns the halls of the square. */
export function hallsOf(world: World): readonly HallChoice[] {
  return [...world.halls.values()].flatMap(({ place: id, seats, room }) => {
    const place = world.places.get(id);
    return place ? [{ place, seats, room }] : [];
  });
}

/** Returns the name of a hall. */
export function hallName(halls: readonly HallChoice[], id: string): string {
  const hall = halls.find(({ place }) => place.id === id);
  return hall ? placeName(hall.place) : "";
}
