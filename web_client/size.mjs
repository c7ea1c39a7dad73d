/** Prints and checks what a first visit downloads, from the manifest of the build: gzipped code, letters apart. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const OUT = new URL("../agora_server/client/", import.meta.url);
/** Gzipped kB: the marks of the issue. */
const MARKS = { "list view": 100, "light page of a hall": 100, "3D view": 250 };
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", OUT), "utf8"));

/** Adds a chunk with what it needs at once. */
function gather(name, files) {
  const chunk = manifest[name];
  if (files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const needed of chunk.imports ?? []) gather(needed, files);
  return files;
}

const code = (file) => /\.(js|css)$/.test(file);
const zipped = (files) =>
  [...files].filter(code).reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, OUT))).length, 0) / 1000;

const first = gather("index.html", new Set());
const space = new Set([...gather("src/scene/mount.ts", new Set())].filter((file) => !first.has(file)));
const hall = gather("src/i18n/parts/hall.ko.json", gather("hall.html", new Set()));
const sizes = { "list view": zipped(first), "light page of a hall": zipped(hall), "3D view": zipped(space) };
let failed = false;
for (const [what, mark] of Object.entries(MARKS)) {
  const over = sizes[what] > mark;
  failed ||= over;
  console.log(`${what}: ${sizes[what].toFixed(1)} kB gzipped, at most ${mark}${over ? ": TOO LARGE" : ""}`);
}
process.exit(failed ? 1 : 0);
