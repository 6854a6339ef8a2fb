/** What a policy is: one class. */

/**
 * The request or the facts hold something that the policy does not understand. The person is referred to a human, and an operator sees
 * the message: no value of a fact belongs into it.
 */
export class BadInput extends Error {}

/**
 * What a policy says of itself, whatever it is configured with.
 *
 * - `name`: by which a regime asks for it: lower case, digits, `-`.
 * - `version`: its semantic version.
 * - `settings`: what an integrator writes, and an editor completes; made by `setting.fields`.
 * - `rules`: the rules that its trace names.
 * - `reasons`: the codes of its reasons, each with its parameters.
 * @typedef {object} Description
 * @property {string} name
 * @property {string} version
 * @property {import("./setting.js").Kind<any>} settings
 * @property {readonly string[]} [rules]
 * @property {Readonly<Record<string, readonly string[]>>} [reasons]
 */

/** A policy. A plugin holds one class that extends it, made without arguments. */
export class Policy {
  /** @type {Description} */
  static describe;

  /**
   * Keeps its settings and declares the facts that it needs. Called once, before anything is decided. `settings` is what
   * `describe.settings` read, and is checked.
   * @param {any} settings
   * @param {import("./setup.js").Setup} setup
   * @returns {void}
   */
  configure(settings, setup) {
    throw new TypeError(`\`${this.constructor.name}\` has no \`configure\``);
  }

  /**
   * Decides one application. The same request and facts must always give the same answer.
   * @param {import("./facts.js").Request} request
   * @param {import("./facts.js").Facts} facts
   * @returns {import("./decision.js").Decision}
   */
  decide(request, facts) {
    throw new TypeError(`\`${this.constructor.name}\` has no \`decide\``);
  }
}

/** @typedef {(new () => Policy) & { describe: Description }} PolicyClass */
