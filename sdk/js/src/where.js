/**
 * What went wrong and where, as an operator may read it: the type of an exception and its line. Its message can hold values of facts;
 * where it went wrong cannot.
 */

const FRAME = /([^/\\@(\s]+):([0-9]+):[0-9]+\)?$/;

/**
 * Where the lines of a plugin come from: for each line of the one file that a plugin is, the place of its source in `files` and its line
 * there. The build puts it into the plugin; `own` marks the files of the author.
 * @typedef {{ files: { name: string, own: boolean }[], lines: ([file: number, line: number] | null)[] }} Origins
 */

/**
 * The type of an exception, and the line of the author's code in which it arose.
 * @param {unknown} error
 */
export function whereOf(error) {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`;
  const type = error.constructor.name || "Error";
  // The stack of some engines begins with the message.
  const head = error.message ? `${error.name}: ${error.message}` : error.name;
  const stack = String(error.stack ?? "");
  const frames = (stack.startsWith(head) ? stack.slice(head.length) : stack).split("\n");
  const places = frames.flatMap((frame) => placeOf(frame) ?? []);
  const place = places.find(({ own }) => own) ?? places[0];
  return place ? `${type} in line ${place.line} of \`${place.file}\`` : type;
}

/** @param {string} frame @returns {{ file: string, line: number, own: boolean } | undefined} */
function placeOf(frame) {
  const [, file, line] = FRAME.exec(frame.trim()) ?? [];
  if (line === undefined) return undefined;
  const origins = /** @type {{ exeatOrigins?: Origins }} */ (globalThis).exeatOrigins;
  if (!origins) return { file, line: Number(line), own: !frame.includes(new URL(".", import.meta.url).pathname) };
  const origin = origins.lines[Number(line) - 1];
  const source = origin && origins.files[origin[0]];
  return source ? { file: source.name, line: origin[1], own: source.own } : undefined;
}
