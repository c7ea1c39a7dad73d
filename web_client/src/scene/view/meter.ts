/** How long frames of script took: mean and 95th percentile of the last two seconds or so. */
const KEPT = 120;

export class Meter {
  readonly #times = new Float32Array(KEPT);
  #next = 0;
  #count = 0;

  add(milliseconds: number): void {
    this.#times[this.#next] = milliseconds;
    this.#next = (this.#next + 1) % KEPT;
    this.#count = Math.min(KEPT, this.#count + 1);
  }

  /** Forgets what was measured, as after the scene was built. */
  reset(): void {
    this.#count = 0;
    this.#next = 0;
  }

  /** Returns mean and 95th percentile in milliseconds; zeros before the first frame. */
  read(): { mean: number; p95: number } {
    const seen = [...this.#times.slice(0, this.#count)].sort((a, b) => a - b);
    if (seen.length === 0) return { mean: 0, p95: 0 };
    const mean = seen.reduce((sum, time) => sum + time, 0) / seen.length;
    return { mean, p95: seen[Math.min(seen.length - 1, Math.floor(seen.length * 0.95))] ?? 0 };
  }
}
