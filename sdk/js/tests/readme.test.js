import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const SDK = fileURLToPath(new URL("..", import.meta.url));
const TEMPLATE = join(SDK, "../templates/js");

/** The blocks of code in the tutorial: the policy, then its tests. */
async function tutorial() {
  const text = await readFile(join(SDK, "README.md"), "utf8");
  return [...text.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);
}

test("what the tutorial says works", async () => {
  const folder = await mkdtemp(join(tmpdir(), "exeat-policy-readme-"));
  try {
    const [policy, tests] = await tutorial();
    await mkdir(join(folder, "node_modules"));
    await symlink(SDK, join(folder, "node_modules/exeat-policy"));
    for (const [name, text] of [["package.json", '{ "type": "module" }'], ["policy.js", policy], ["policy.test.js", tests]]) {
      await writeFile(join(folder, name), text);
    }
    // A runner of tests tells those that it runs that they are within one.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { stdout } = await promisify(execFile)(process.execPath, ["--test"], { cwd: folder, env });
    assert.match(stdout, /\bpass 2\b/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("the template is the rule of the tutorial", async () => {
  const [policy] = await tutorial();
  assert.equal(await readFile(join(TEMPLATE, "policy.js"), "utf8"), policy);
});
