/**
 * Prints the verdicts of the TypeScript reader on many files, as JSON: `node verdicts.mjs FILES`.
 *
 * FILES holds one file after the other, each behind its length (32 bits, little endian). A test of the server compares
 * the verdicts with those of both other readers.
 */
import { readFileSync } from "node:fs";
import { createServer } from "vite";

const server = await createServer({
  root: import.meta.dirname,
  configFile: false,
  logLevel: "error",
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
const { verdictOf } = await server.ssrLoadModule("/src/record/reader.ts");
const all = readFileSync(process.argv[2]);
const verdicts = [];
for (let at = 0; at < all.length; ) {
  const end = at + 4 + all.readUInt32LE(at);
  const verdict = await verdictOf(new Uint8Array(all.subarray(at + 4, end)));
  verdicts.push(verdict.kind === "broken" ? [verdict.why, verdict.row] : [verdict.kind, 0]);
  at = end;
}
console.log(JSON.stringify(verdicts));
await server.close();
