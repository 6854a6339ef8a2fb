//! The rules, asked for one application. One code for the citizen's decision and for the researcher's ten million rows: they differ in where
//! the facts come from and in how much is written down.

use std::cell::LazyCell;

use exeat_policy::{
    AttributeName, Channel, Instant, Interval, Param, ReasonCode, Request, Rule, RuleOutcome, Source, Territory, Validity, Value,
};

use crate::{
    compile::{Compiled, Standard},
    settings::DecidedBy,
};

/// What is known of the person.
pub(crate) trait Person {
    /// Whether an attribute holds at an instant.
    fn holds(&self, name: AttributeName, at: Instant) -> bool;
    /// The declared place of stay.
    fn registered(&self) -> Option<Territory>;
    /// How many permits count against a quota at `at`.
    fn used(&self, quota: usize, at: Instant) -> u32;
    /// From when on a quota has room, `at` at the earliest. Asked only when reasons are written down in full.
    fn room(&self, quota: usize, at: Instant) -> Instant;
}

/// What is written down.
pub(crate) trait Record {
    fn step(&mut self, rule: Rule, outcome: RuleOutcome, cite: Option<Source>);
    fn reason(&mut self, code: ReasonCode, cite: Option<Source>, params: impl FnOnce() -> Vec<(Param, Value)>);
}

/// What comes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ruling {
    NotRequired,
    Granted(Validity),
    Referred,
    Refused,
}

/// One application on its way through the rules.
struct Way<'a, P, R> {
    standard: &'a Standard,
    compiled: &'a Compiled,
    request: &'a Request,
    person: &'a P,
    record: &'a mut R,
    start: Instant,
    refused: bool,
}

impl Standard {
    /// Asks every rule. `None` when the purpose is not of this regime.
    pub(crate) fn rule<P: Person, R: Record>(&self, request: &Request, person: &P, record: &mut R) -> Option<Ruling> {
        let compiled = self.purposes.get(request.purpose.index())?;
        let start = self.start(compiled, request.at, request.start);
        Some(Way { standard: self, compiled, request, person, record, start, refused: false }.walk())
    }

    /// When a permit that is asked for at `at` starts.
    fn start(&self, compiled: &Compiled, at: Instant, wanted: Option<Instant>) -> Instant {
        let earliest = (at + compiled.times.delay).max(self.from);
        wanted.map_or(earliest, |wanted| wanted.max(earliest))
    }

    /// The first instant at which the same application meets every rule of time, or the regime's end.
    fn again<P: Person>(&self, compiled: &Compiled, request: &Request, person: &P) -> Instant {
        let times = &compiled.times;
        let room = compiled.quotas.iter().map(|quota| person.room(*quota, request.at)).max().unwrap_or(request.at);
        let earliest = self.start(compiled, room, request.start);
        match times.first_start(earliest, &self.calendar) {
            Some(start) if start >= times.until => times.until,
            Some(start) if start == earliest => room.min(times.until),
            Some(start) => start - times.delay,
            None => times.until,
        }
    }
}

impl<P: Person, R: Record> Way<'_, P, R> {
    fn walk(mut self) -> Ruling {
        let (standard, times) = (self.standard, &self.compiled.times);
        let (rules, reasons, params) = (&standard.rules, &standard.reasons, &standard.params);
        if self.start >= times.until {
            return self.exempted(rules.in_force, reasons.regime_ends, (params.until, times.until));
        }
        let end = times.end(self.start, &standard.calendar);
        if let Some(curfew) = times.curfew {
            let needed =
                if times.long() { times.usable(Some(curfew), self.start, end.at, &standard.calendar) } else { self.now_in(curfew) };
            if !needed {
                let from = standard.calendar.first_in(self.start, &curfew);
                return match from < times.until {
                    true => self.exempted(rules.measure, reasons.no_curfew_now, (params.from, from)),
                    false => self.exempted(rules.in_force, reasons.regime_ends, (params.until, times.until)),
                };
            }
            self.step(rules.measure, passed_or_limited(end.by_curfew));
        }
        self.blocked_by();
        self.requires();
        self.territory();
        self.times(&end);
        let referred = self.referred();
        if self.refused {
            return Ruling::Refused;
        }
        if referred {
            return Ruling::Referred;
        }
        if times.delay.seconds() > 0 {
            self.step(rules.start_delay, RuleOutcome::Limited);
        }
        if times.valid_for.is_some() {
            self.step(rules.valid_for, RuleOutcome::Passed);
        }
        if end.by_regime || (self.start == standard.from && self.request.at < standard.from) {
            self.step(rules.in_force, RuleOutcome::Limited);
        }
        // INVARIANT: the start lies before the regime's end, inside its windows and on an allowed day, so something is left.
        match Interval::new(self.start, end.at) {
            Some(interval) => Ruling::Granted(Validity { interval, daily: times.daily }),
            None => Ruling::Referred,
        }
    }

    fn now_in(&self, window: exeat_policy::DailyWindow) -> bool {
        window.contains(self.standard.calendar.local(self.start).minute())
    }

    fn step(&mut self, rule: Rule, outcome: RuleOutcome) {
        self.record.step(rule, outcome, self.compiled.cite);
    }

    fn exempted(mut self, rule: Rule, code: ReasonCode, (param, instant): (Param, Instant)) -> Ruling {
        self.step(rule, RuleOutcome::Exempted);
        self.record.reason(code, self.compiled.cite, || vec![(param, instant.into())]);
        Ruling::NotRequired
    }

    fn refuse(&mut self, code: ReasonCode, params: impl FnOnce() -> Vec<(Param, Value)>) {
        self.refused = true;
        self.record.reason(code, self.compiled.cite, params);
    }

    fn blocked_by(&mut self) {
        if self.compiled.blocked_by.is_empty() {
            return;
        }
        let mut blocked = false;
        for name in &self.compiled.blocked_by {
            if self.person.holds(*name, self.request.at) {
                blocked = true;
                let param = self.standard.params.flag;
                self.refuse(self.standard.reasons.blocked, || vec![(param, name.name().into())]);
            }
        }
        self.step(self.standard.rules.blocked_by, passed_or_failed(!blocked));
    }

    fn requires(&mut self) {
        let Some(required) = &self.compiled.requires else { return };
        let (reasons, params) = (&self.standard.reasons, &self.standard.params);
        let mut met = true;
        match self.person.registered() {
            None if required.registration || required.in_registered_territory => {
                met = false;
                self.refuse(reasons.not_registered, Vec::new);
            }
            Some(registered)
                if required.in_registered_territory && self.request.territory.is_some_and(|place| !place.is_within(registered)) =>
            {
                met = false;
                self.refuse(reasons.not_where_registered, || vec![(params.territory, registered.into())]);
            }
            _ => {}
        }
        for name in &required.attributes {
            if !self.person.holds(*name, self.request.at) {
                met = false;
                self.refuse(reasons.attribute_missing, || vec![(params.attribute, name.name().into())]);
            }
        }
        self.step(self.standard.rules.requires, passed_or_failed(met));
    }

    fn territory(&mut self) {
        let Some(allowed) = &self.compiled.territory else { return };
        let reasons = &self.standard.reasons;
        let param = self.standard.params.territory;
        let within = match self.request.territory.or(self.person.registered()) {
            None => {
                self.refuse(reasons.place_unknown, Vec::new);
                false
            }
            Some(place) if !allowed.get(place.index()).copied().unwrap_or_default() => {
                self.refuse(reasons.wrong_territory, || vec![(param, place.into())]);
                false
            }
            Some(_) => true,
        };
        self.step(self.standard.rules.territory, passed_or_failed(within));
    }

    /// Days, hours and quotas. What they refuse says when it is possible, and that takes all of them together.
    fn times(&mut self, end: &crate::times::End) {
        let (standard, compiled, request, person) = (self.standard, self.compiled, self.request, self.person);
        let (rules, reasons, params, times) = (&standard.rules, &standard.reasons, &standard.params, &compiled.times);
        let again = LazyCell::new(|| standard.again(compiled, request, person));
        if times.days != crate::times::ALL_DAYS {
            let allowed = times.allows(standard.calendar.date(self.start));
            if !allowed {
                self.refuse(reasons.wrong_day, || vec![(params.next, (*again).into())]);
            }
            self.step(rules.days, if allowed { passed_or_limited(end.by_days) } else { RuleOutcome::Failed });
        }
        if let Some(hours) = times.hours {
            let within = if times.long() { times.usable(times.daily, self.start, end.at, &standard.calendar) } else { self.now_in(hours) };
            if !within {
                let (from, until) = hours.ends();
                self.refuse(reasons.outside_hours, || {
                    vec![(params.from, from.into()), (params.until, until.into()), (params.next, (*again).into())]
                });
            }
            self.step(rules.hours, if within { passed_or_limited(end.by_hours) } else { RuleOutcome::Failed });
        }
        for index in &compiled.quotas {
            let Some(quota) = standard.quotas.get(*index) else { continue };
            let room = person.used(*index, request.at) < quota.times;
            if !room {
                self.refuse(reasons.quota_spent, || {
                    let mut all = vec![(params.times, quota.times.into()), (params.per, quota.period.name().into())];
                    if let crate::quota::Period::Days(days) = quota.period {
                        all.push((params.days, u32::from(days).into()));
                    }
                    all.push((params.of, quota.counted.name().into()));
                    all.push((params.again, (*again).into()));
                    all
                });
            }
            self.step(rules.quota, passed_or_failed(room));
        }
    }

    fn referred(&mut self) -> bool {
        let Some(decided_by) = self.compiled.decided_by else { return false };
        let decided = decided_by == DecidedBy::Desk && self.request.channel == Channel::Desk;
        self.step(self.standard.rules.decided_by, if decided { RuleOutcome::Passed } else { RuleOutcome::Referred });
        if !decided && !self.refused {
            self.record.reason(self.standard.reasons.human_decides, self.compiled.cite, Vec::new);
        }
        !decided
    }
}

fn passed_or_failed(passed: bool) -> RuleOutcome {
    if passed { RuleOutcome::Passed } else { RuleOutcome::Failed }
}

fn passed_or_limited(limited: bool) -> RuleOutcome {
    if limited { RuleOutcome::Limited } else { RuleOutcome::Passed }
}
