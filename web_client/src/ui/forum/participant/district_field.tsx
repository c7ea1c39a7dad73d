/** Where one lives, for whoever likes to say: counted in sums of five and more, never shown with a name. */
import type { Signal } from "@preact/signals";
import { useId } from "preact/hooks";
import { given } from "../../../i18n/given";
import { t } from "../../../i18n/t";
import { DISTRICTS } from "../../../world/districts";

export function DistrictField({ district }: { district: Signal<string> }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        {t("light.district")} <span class="quiet">{t("light.district.aside")}</span>
      </label>
      <select
        id={id}
        class="input"
        value={district.value}
        aria-describedby={`${id}-why`}
        onChange={(event) => {
          district.value = event.currentTarget.value;
        }}
      >
        <option value="">{t("light.district.none")}</option>
        {DISTRICTS.map((one) => (
          <option key={one.ko} value={one.ko}>
            {given(one)}
          </option>
        ))}
      </select>
      <p class="quiet" id={`${id}-why`}>
        {t("light.district.why")}
      </p>
    </div>
  );
}
