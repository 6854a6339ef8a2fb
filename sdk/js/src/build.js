/**
 * A folder with a `policy.js` becomes a plugin.
 *
 * The policy is looked at first, with the Node that runs this, so that a mistake in it is told at once and not after the build. What was
 * built is looked at last: it may import the calendar of the contract, and nothing else.
 */

import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { bundle } from "./bundle.js";
import { Policy } from "./policy.js";
import { Kind } from "./setting.js";
import { imports } from "./wasm.js";

const CALENDAR = "exeat:policy/calendar@1.0.0";
// The types of the contract are an interface without functions, and stand among the imports of each component that uses them.
const ALLOWED = [CALENDAR, "exeat:policy/types@1.0.0"];
const FEATURES = /** @type {const} */ (["stdio", "random", "clocks", "http", "fetch-event"]);
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Why there is no plugin. */
export class BuildError extends Error {}

/**
 * The policy of a folder, looked at: what `policy.js` exports as its default. Throws `BuildError`.
 * @param {string} folder
 * @returns {Promise<import("./policy.js").PolicyClass>}
 */
export async function policyOf(folder) {
  const file = resolve(folder, "policy.js");
  if (!existsSync(file)) throw new BuildError(`there is no \`policy.js\` in \`${folder}\``);
  let Author;
  try {
    Author = (await import(pathToFileURL(file).href)).default;
  } catch (error) {
    throw new BuildError(`\`policy.js\` cannot be imported: ${error instanceof Error ? error.message : error}`);
  }
  if (typeof Author !== "function" || !(Author.prototype instanceof Policy)) {
    throw new BuildError("`policy.js` must export a class that extends `Policy` as its default");
  }
  const said = Author.describe;
  if (!said) throw new BuildError(`\`${Author.name}\` has no \`static describe\``);
  if (!NAME.test(said.name)) throw new BuildError(`the name \`${said.name}\` must be lower case, digits and \`-\``);
  if (!(said.settings instanceof Kind)) throw new BuildError(`the settings of \`${Author.name}\` must be made by \`setting.fields\``);
  for (const method of /** @type {const} */ (["configure", "decide"])) {
    if (Author.prototype[method] === Policy.prototype[method]) throw new BuildError(`\`${Author.name}\` has no \`${method}\``);
  }
  return Author;
}

/**
 * Builds the plugin of a folder into a file, and says how many bytes it has. Throws `BuildError`.
 * @param {string} folder
 * @param {string} out
 */
export async function build(folder, out) {
  await policyOf(folder);
  const target = resolve(out);
  const code = await bundle(resolve(folder, "policy.js"), CALENDAR).catch((error) => {
    throw new BuildError(`the policy cannot be put together: ${error.message}`);
  });
  const component = await componentOf(code);
  const foreign = imports(component).filter((name) => !ALLOWED.includes(name));
  if (foreign.length) throw new BuildError(`the plugin would import ${foreign.map((name) => `\`${name}\``).join(", ")}, which no host gives`);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, component);
  return component.length;
}

/** @param {string} code */
async function componentOf(code) {
  const { componentize } = await import("@bytecodealliance/componentize-js");
  const work = await mkdtemp(join(tmpdir(), "exeat-policy-"));
  const started = process.cwd();
  try {
    const sourcePath = join(work, "plugin.js");
    await writeFile(sourcePath, code);
    // Paths within a plugin are those below the folder from which it is built: a new one, so that none of this machine is in it.
    process.chdir(work);
    const witPath = fileURLToPath(new URL("../wit", import.meta.url));
    const { component } = await componentize({ sourcePath, witPath, worldName: "policy", disableFeatures: [...FEATURES] });
    return component;
  } catch (error) {
    throw new BuildError(`componentize-js: ${error instanceof Error ? error.message.trim() : error}`);
  } finally {
    process.chdir(started);
    await rm(work, { recursive: true, force: true });
  }
}
