/**
 * What the scene needs of the world file, in the frame of the scene: X east, Z south, metres from the centre of the
 * square of 1310.7 m. `fromWorld` is the only place that knows the shape of the world file.
 */
import type { XZ } from "../kit/curves";

export interface LandPlace {
  readonly id: string;
  readonly kind: string;
  readonly ko: string;
  readonly at: XZ;
  readonly radius: number;
}

export interface LandDistrict {
  readonly id: string;
  readonly ko: string;
  readonly rings: readonly (readonly XZ[])[];
  readonly label: XZ;
}

export interface LandWater {
  readonly id: string;
  readonly ko: string;
  readonly line: readonly XZ[];
  /** Metres across; a closed area has none. */
  readonly width: number;
  readonly closed: boolean;
}

export interface LandPeak {
  readonly ko: string;
  readonly at: XZ;
  /** True height in metres. */
  readonly height: number;
}

export interface Land {
  /** Half the side of the world in metres. */
  readonly half: number;
  readonly districts: readonly LandDistrict[];
  readonly waters: readonly LandWater[];
  readonly peaks: readonly LandPeak[];
  readonly places: ReadonlyMap<string, LandPlace>;
  readonly stations: readonly LandPlace[];
  readonly track: readonly XZ[];
  /** True height of the land in metres above the plain. */
  elevation(x: number, z: number): number;
  /** Whether one can walk there; scenery keeps off such ground. */
  walkable(x: number, z: number): boolean;
}
