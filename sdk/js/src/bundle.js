/** A policy, this package, and whatever else the policy imports, as one file; and where each of its lines comes from. */

import { realpath } from "node:fs/promises";
import { SourceMap } from "node:module";
import { basename, dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const OURS = fileURLToPath(new URL(".", import.meta.url));

/**
 * Throws with what esbuild says.
 * @param {string} policy the path of a `policy.js`
 * @param {string} calendar the name of the calendar's interface
 */
export async function bundle(policy, calendar) {
  policy = await realpath(policy);
  const folder = dirname(policy);
  const entry = [
    `import ${JSON.stringify(resolve(OURS, "sealed.js"))};`,
    `import { transitions } from ${JSON.stringify(calendar)};`,
    `import Author from ${JSON.stringify(policy)};`,
    `import { world } from ${JSON.stringify(resolve(OURS, "guest.js"))};`,
    "export const { describe, configure, decide, decideBatch, criticalPoints } = world(Author, transitions);",
  ];
  const built = await build({
    stdin: { contents: entry.join("\n"), resolveDir: folder, sourcefile: "exeat-plugin.js" },
    bundle: true,
    write: false,
    outfile: "plugin.js",
    absWorkingDir: folder,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    external: [calendar],
    target: "es2022",
    sourcemap: "external",
    sourcesContent: false,
    logLevel: "silent",
  });
  const [map, code] = ["plugin.js.map", "plugin.js"].map((name) => built.outputFiles.find((file) => basename(file.path) === name));
  if (!map || !code) throw new TypeError("esbuild wrote no file");
  /** @type {import("node:module").SourceMapPayload} */
  const payload = JSON.parse(map.text);
  // Above each source esbuild says its path, which is nobody's business.
  const paths = new Set(payload.sources.map((source) => `// ${source}`));
  const lines = code.text.split("\n").map((line) => (paths.has(line) ? "" : line));
  return `${lines.join("\n")}\nglobalThis.exeatOrigins = ${JSON.stringify(origins(lines, payload, folder))};\n`;
}

/**
 * @param {string[]} code
 * @param {import("node:module").SourceMapPayload} payload
 * @param {string} folder
 * @returns {import("./where.js").Origins}
 */
function origins(code, payload, folder) {
  const map = new SourceMap(payload);
  const sources = payload.sources.map((source) => resolve(folder, source));
  const lines = code.map((text, line) => {
    const found = map.findEntry(line, text.search(/\S|$/));
    const source = "originalSource" in found ? payload.sources.indexOf(found.originalSource) : -1;
    return source < 0 || !("originalLine" in found) ? null : /** @type {[number, number]} */ ([source, found.originalLine + 1]);
  });
  const files = sources.map((source) => {
    const own = !source.startsWith(OURS) && !source.includes(`${sep}node_modules${sep}`) && basename(source) !== "exeat-plugin.js";
    return { name: own ? relative(folder, source).replaceAll(sep, "/") : basename(source), own };
  });
  return { files, lines };
}
