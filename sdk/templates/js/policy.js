import { Decision, Interval, Policy, Reason, setting } from "exeat-policy";

const settings = setting.fields({
  hours: setting.window().about("The hours that are kept for persons over sixty, such as `10:00-13:00`."),
  attribute: setting.text().default("senior").about("The attribute of persons over sixty."),
});

/** @typedef {import("exeat-policy").Read<typeof settings>} Settings */

export default class Mornings extends Policy {
  static describe = {
    name: "mornings",
    version: "0.1.0",
    settings,
    rules: ["hours"],
    reasons: { "outside-hours": ["from", "until", "next"] },
  };

  /**
   * @param {Settings} settings
   * @param {import("exeat-policy").Setup} setup
   */
  configure({ hours, attribute }, setup) {
    this.hours = hours;
    this.attribute = attribute;
    this.calendar = setup.calendar;
    setup.needsAttribute(attribute);
  }

  /**
   * @param {import("exeat-policy").Request} request
   * @param {import("exeat-policy").Facts} facts
   */
  decide(request, facts) {
    const start = request.start ?? request.at;
    const hours = facts.holds(this.attribute, start) ? this.hours : this.hours.others;
    const local = this.calendar.local(start);
    if (hours.contains(local)) {
      return Decision.granted(new Interval(start, this.calendar.endOf(start, hours))).passed("hours");
    }
    const days = [0, 1, 2].map((later) => local.date.plusDays(later));
    const [next] = days.flatMap((day) => this.calendar.firstIn(start, day, hours) ?? []);
    const [from, until] = hours.ends();
    return Decision.refused(new Reason("outside-hours", { from, until, next })).failed("hours");
  }
}
