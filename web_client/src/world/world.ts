/** The virtual Gimhae: places, zones, water, hills and where one can walk. Metres; x east, y north. */
export interface Place {
  readonly id: string;
  readonly kind: string;
  readonly ko: string;
  readonly en: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly district: string;
  readonly facts: { readonly ko: readonly string[]; readonly en: readonly string[] };
}

export interface World {
  readonly places: ReadonlyMap<string, Place>;
}
