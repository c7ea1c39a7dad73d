/** Which senses cues may use on this device. */
import { deviceSetting } from "../../settings";

export const cueSound = deviceSetting("cue_sound", true);
export const cueVibration = deviceSetting("cue_vibration", true);
