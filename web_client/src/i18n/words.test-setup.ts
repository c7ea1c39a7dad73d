/** Every test renders with all words; that pages load their parts is held by `parts.test.ts`. */
import { PARTS, type Part } from "./parts";
import { words } from "./t";

await words(...(Object.keys(PARTS) as Part[]));
