#!/usr/bin/env node
/** `npx exeat-policy-build PLUGIN_DIR OUT.wasm` */

import { BuildError, build } from "../src/build.js";

const USAGE = `Builds a policy plugin.

Usage: npx exeat-policy-build PLUGIN_DIR OUT.wasm

  PLUGIN_DIR  the folder with the \`policy.js\`
  OUT.wasm    the file to write; regimes name the plugin as it names itself`;

const given = process.argv.slice(2);
if (given.includes("--help") || given.includes("-h")) {
  console.log(USAGE);
} else if (given.length !== 2) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  try {
    const bytes = await build(given[0], given[1]);
    console.log(`${given[1]}: ${(bytes / 1e6).toFixed(1)} MB`);
  } catch (error) {
    console.error(error instanceof BuildError ? `error: ${error.message}` : error);
    process.exitCode = 1;
  }
}
