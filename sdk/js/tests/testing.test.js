import assert from "node:assert/strict";
import { test } from "node:test";

import { Decision, Facts, Instant, Interval, PastPermit, Policy, Problems, Purpose, Reason, Request, Setup, Territory, hours, setting } from "../src/index.js";
import { configured } from "../src/testing.js";

const WALK = new Purpose("walk");
const AT = new Instant(0);
const HOUR = new Interval(AT, AT.plus(hours(1)));

/** Decides as its settings say; what it asks for, too. */
class Told extends Policy {
  /** @type {import("../src/index.js").Description} */
  static describe = {
    name: "told",
    version: "1.0.0",
    settings: setting.fields({ says: setting.text().default("grant"), asks: setting.flag().default(false) }),
    reasons: { blocked: ["of"] },
  };

  /** @param {any} settings @param {Setup} setup */
  configure({ says, asks }, setup) {
    this.says = says;
    if (says === "wrong") setup.wrong("/says", "is wrong");
    if (!asks) return;
    setup.needsAttribute("mark");
    setup.needsHistory(hours(1));
    setup.needsRegistration();
  }

  decide() {
    if (this.says === "undeclared") return Decision.refused(new Reason("other"));
    if (this.says === "elsewhere") return Decision.refused(new Reason("blocked", { of: new Purpose("shop") }));
    if (this.says === "nothing") return /** @type {any} */ (undefined);
    return Decision.granted(HOUR);
  }
}

const policy = (/** @type {object} */ settings) => configured(Told, settings, new Setup({ purposes: [WALK] }));
const request = new Request({ at: AT, purpose: WALK });

test("what a policy did not ask for it is not told", () => {
  const told = {
    mark: new Facts({ attributes: { mark: true } }),
    history: new Facts({ history: [new PastPermit({ purpose: WALK, grantedAt: AT, validity: HOUR })] }),
    registration: new Facts({ registration: { territory: new Territory("PA"), since: AT } }),
  };
  for (const [name, facts] of Object.entries(told)) {
    assert.throws(() => policy({}).decide(request, facts), new RegExp(`did not ask for \`${name}\``));
    assert.equal(policy({ asks: true }).decide(request, facts).outcome, "granted", name);
  }
});

test("what a policy did not declare it cannot say", () => {
  const said = { undeclared: /reason `other` was not declared/, elsewhere: /purpose `shop`/, nothing: /return a `Decision`/ };
  for (const [says, message] of Object.entries(said)) assert.throws(() => policy({ says }).decide(request), message);
});

test("wrong settings are told as a host would", () => {
  for (const [settings, message] of /** @type {[object, string][]} */ ([[{ says: "wrong" }, "/says: is wrong"], [{ asks: 1 }, "/asks: must be `true` or `false`"]])) {
    assert.throws(() => policy(settings), (error) => error instanceof Problems && error.message === message);
  }
});
