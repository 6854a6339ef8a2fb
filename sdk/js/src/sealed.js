/**
 * Within a plugin, clock and chance throw, so that a line of the author's is named. Without this they would give the same answer each
 * time, which is worse than none. A `Date` of a given moment stays what it is.
 */

/** @param {string} what @returns {never} */
function none(what) {
  throw new TypeError(`a policy has no ${what}`);
}

Math.random = () => none("chance");
Date.now = () => none("clock");
globalThis.Date = new Proxy(Date, {
  construct: (target, given, as) => (given.length ? Reflect.construct(target, given, as) : none("clock")),
  apply: () => none("clock"),
});
