/** Which senses cues may use on this device. */
import { deviceSetting } from "../../base/settings";

export const cueSound = deviceSetting("cue_sound", true);
export const cueVibration = deviceSetting("cue_vibration", true);
/** Off at first: a screen reader that talks over everything is worse than none. */
export const captionsAloud = deviceSetting("captions_aloud", false);
