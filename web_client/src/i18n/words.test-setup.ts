/** Every test renders with all words; that pages load their parts is held by `parts.test.ts`. */
import { words } from "./t";
import { partNames } from "./whole.test-helper";

await words(...partNames());
