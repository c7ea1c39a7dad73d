/** How loud something is, as a bar; a meter for assistive technology, which does not read it aloud by itself. */
import "../../../style/voice.css";

export function Level({ value, label }: { value: number; label: string }) {
  return <meter class="level" aria-label={label} min={0} max={1} value={Math.round(value * 20) / 20} />;
}
