import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { policyOf } from "../src/build.js";
import { bundle } from "../src/bundle.js";
import { imports } from "../src/wasm.js";

const SDK = fileURLToPath(new URL("..", import.meta.url));
const HEADER = [0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0];
const MINE = `import { Policy, setting } from "exeat-policy";
export default class Mine extends Policy {
  static describe = { name: "mine", version: "1.0.0", settings: setting.fields({}) };
  configure() {}
  decide() {
    throw new RangeError("81234567");
  }
}
`;

/**
 * A folder for the time of a test, with this package installed in it.
 * @param {Record<string, string>} files
 * @param {(folder: string) => Promise<void>} use
 */
async function within(files, use) {
  const folder = await mkdtemp(join(tmpdir(), "exeat-policy-test-"));
  try {
    await mkdir(join(folder, "node_modules"));
    await symlink(SDK, join(folder, "node_modules/exeat-policy"));
    for (const [name, text] of Object.entries({ "package.json": '{ "type": "module" }', ...files })) await writeFile(join(folder, name), text);
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("the package holds the contract to the letter", async () => {
  const [held, contract] = ["wit/policy.wit", "../wit/policy-1.0.0/policy.wit"].map((path) => readFile(join(SDK, path), "utf8"));
  assert.equal(await held, await contract);
});

test("the lock files name no place from which packages come", async () => {
  for (const path of ["package-lock.json", "../../examples/plate-parity/package-lock.json"]) {
    assert.doesNotMatch(await readFile(join(SDK, path), "utf8"), /"resolved": "https?:/, path);
  }
});

test("the policy of a folder is found", async () => {
  await within({ "policy.js": MINE }, async (folder) => assert.equal((await policyOf(folder)).name, "Mine"));
});

test("a mistake is told before the build", async () => {
  /** @type {[Record<string, string>, RegExp][]} */
  const mistakes = [
    [{}, /there is no `policy.js`/],
    [{ "policy.js": 'import "./no-such-module.js";' }, /cannot be imported/],
    [{ "policy.js": "export class Mine {}" }, /must export a class that extends `Policy`/],
    [{ "policy.js": "export default class Mine {}" }, /must export a class that extends `Policy`/],
    [{ "policy.js": MINE.replace("static describe", "static said") }, /`Mine` has no `static describe`/],
    [{ "policy.js": MINE.replace('"mine"', '"My Rule"') }, /the name `My Rule` must be/],
    [{ "policy.js": MINE.replace("setting.fields({})", "{}") }, /must be made by `setting.fields`/],
    [{ "policy.js": MINE.replace("configure()", "configures()") }, /`Mine` has no `configure`/],
  ];
  for (const [files, said] of mistakes) await within(files, (folder) => assert.rejects(policyOf(folder), said));
});

test("what a plugin is made of is one file that knows where its lines come from", async () => {
  await within({ "policy.js": MINE }, async (folder) => {
    const code = await bundle(join(folder, "policy.js"), "exeat:policy/calendar@1.0.0");
    const lines = code.split("\n");
    const origins = JSON.parse(lines.at(-2)?.replace("globalThis.exeatOrigins = ", "").replace(/;$/, "") ?? "");
    const [file, line] = origins.lines[lines.findIndex((text) => text.includes("81234567"))];
    assert.deepEqual([origins.files[file], line], [{ name: "policy.js", own: true }, 6]);
    assert.ok(origins.files.some((/** @type {any} */ { name, own }) => name === "guest.js" && !own));
    assert.ok(!code.includes(folder) && !code.includes(SDK), "a path of this machine");
  });
});

test("a plugin names the line of the author's file, and has neither clock nor chance", async () => {
  const asks = ["throw new RangeError('81234567')", "Date.now()", "new Date()", "Date()", "Math.random()"];
  const policy = MINE.replace("configure() {}", 'configure(_, setup) {\n    setup.needsAttribute("ask");\n  }')
    .replace("decide()", "decide(request, facts)")
    .replace('throw new RangeError("81234567");', `[\n${asks.map((ask) => `      () => { ${ask}; },\n`).join("")}    ][facts.attributes.ask]();`);
  const run = `import { configure, decide } from "./plugin.js";
    configure({ settings: "{}", purposes: [{ name: "walk" }], territories: [], sources: [], inForceFrom: 0n });
    for (const ask of [${asks.map((_, index) => `${index}n`)}]) {
      const request = { at: 5n, purpose: 0, channel: "sms", vehicle: false };
      const attributes = [{ name: 0, value: { tag: "number", val: ask } }];
      try { decide(request, { history: [], attributes }); } catch (error) { console.log(error.val); }
    }`;
  await within({ "policy.js": policy, "run.js": run, "calendar.js": "export const transitions = (at) => [{ at, offset: 0 }];" }, async (folder) => {
    await writeFile(join(folder, "plugin.js"), await bundle(join(folder, "policy.js"), "exeat:policy/calendar@1.0.0"));
    const code = await readFile(join(folder, "plugin.js"), "utf8");
    await writeFile(join(folder, "plugin.js"), code.replace("exeat:policy/calendar@1.0.0", "./calendar.js"));
    const { stdout } = await promisify(execFile)(process.execPath, ["run.js"], { cwd: folder });
    const types = ["RangeError", "TypeError", "TypeError", "TypeError", "TypeError"];
    assert.deepEqual(stdout.trim().split("\n"), types.map((type, index) => `${type} in line ${9 + index} of \`policy.js\``));
  });
});

test("what no plugin can have is not put into one", async () => {
  await within({ "policy.js": `import "node:fs";\n${MINE}` }, (folder) => {
    return assert.rejects(bundle(join(folder, "policy.js"), "exeat:policy/calendar@1.0.0"), /node:fs/);
  });
});

test("functions and instances that are imported are named and plain types are not", () => {
  const [clock, kind, call] = [
    [0, 5, ...Buffer.from("clock"), 5, 0],
    [0, 4, ...Buffer.from("kind"), 3, 0, 7],
    [1, 4, ...Buffer.from("call"), 1, 0x80, 1],
  ];
  const section = [3, ...clock, ...kind, ...call];
  assert.deepEqual(imports(Uint8Array.from([...HEADER, 7, 2, 0, 0, 10, section.length, ...section])), ["clock", "call"]);
});

test("a module is no component, and a component does not end early", () => {
  assert.throws(() => imports(Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])), TypeError);
  assert.throws(() => imports(Uint8Array.from([...HEADER, 10, 3, 1])), TypeError);
});
