// The line protocol of the peers: JSON in, JSON out, and options that are known by name.
import { createInterface } from "node:readline";

export const say = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);

// Calls `act` with each line's one key and its value; `end` when there are no more lines.
export function listen(act, end) {
  const lines = createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    for (const [what, value] of Object.entries(JSON.parse(line))) act(what, value);
  });
  lines.on("close", end);
}

// Puts the wanted options over the present ones.
export function set(options, wanted) {
  for (const [name, value] of Object.entries(wanted)) {
    if (!(name in options)) {
      console.error(`no such option: ${name}`);
      process.exit(2);
    }
    options[name] = value;
  }
}
