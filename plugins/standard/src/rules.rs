//! The rules, asked for one application. One code for the citizen's decision and for the researcher's ten million rows: they differ in where
//! the facts come from and in how much is written down.

use std::cell::OnceCell;

use exeat_policy::{
    AttributeName, Channel, Instant, Interval, Param, ReasonCode, Request, Rule, RuleOutcome, Source, Territory, Validity, Value,
};

use crate::{
    compile::{Compiled, Standard},
    quota::{Most, Period, Quota},
    settings::DecidedBy,
    times::{End, Length, shorten},
};

/// What is known of the person.
pub(crate) trait Person {
    /// When an attribute that holds at an instant ends; `None` when it does not hold.
    fn lasts(&self, name: AttributeName, at: Instant) -> Option<Instant>;
    /// Whether an attribute holds at an instant.
    fn holds(&self, name: AttributeName, at: Instant) -> bool {
        self.lasts(name, at).is_some()
    }
    /// An attribute that is a number.
    fn number(&self, name: AttributeName) -> Option<i64>;
    /// The declared place of stay.
    fn registered(&self) -> Option<Territory>;
    /// How much counts against a quota at `at`.
    fn taken(&self, quota: usize, at: Instant) -> i64;
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
    end: End,
    again: OnceCell<Instant>,
    refused: bool,
}

impl Standard {
    /// Asks every rule. `None` when the purpose is not of this regime.
    pub(crate) fn rule<P: Person, R: Record>(&self, request: &Request, person: &P, record: &mut R) -> Option<Ruling> {
        let compiled = self.purposes.get(request.purpose.index())?;
        let start = self.start(compiled, request.at, request.start);
        let end = compiled.times.end(start, &self.calendar);
        Some(Way { standard: self, compiled, request, person, record, start, end, again: OnceCell::new(), refused: false }.walk())
    }

    /// When a permit that is asked for at `at` starts.
    fn start(&self, compiled: &Compiled, at: Instant, wanted: Option<Instant>) -> Instant {
        let earliest = (at + compiled.times.delay).max(self.from);
        wanted.map_or(earliest, |wanted| wanted.max(earliest))
    }

    /// The first instant at which the same application meets every rule of time; [`Times::never`] when there is none.
    ///
    /// [`Times::never`]: crate::times::Times::never
    fn again<P: Person>(&self, compiled: &Compiled, request: &Request, person: &P) -> Instant {
        let times = &compiled.times;
        let room = compiled.quotas.iter().map(|quota| person.room(*quota, request.at)).max().unwrap_or(request.at);
        let earliest = self.start(compiled, room, request.start);
        match times.first_start(earliest, &self.calendar) {
            Some(start) if start >= times.until || times.over(start) => times.never(),
            Some(start) if start == earliest => room,
            Some(start) => start - times.delay,
            None => times.never(),
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
        if let Some(curfew) = times.curfew {
            // When it is too late for a permit of any length, only the present moment is left to ask about.
            let needed = if times.long() && !times.over(self.start) {
                times.usable(Some(curfew), self.start, self.end.at, &standard.calendar)
            } else {
                self.now_in(curfew)
            };
            if !needed {
                let from = standard.calendar.first_in(self.start, &curfew);
                return match from < times.until {
                    true => self.exempted(rules.measure, reasons.no_curfew_now, (params.from, from)),
                    false => self.exempted(rules.in_force, reasons.regime_ends, (params.until, times.until)),
                };
            }
            self.step(rules.measure, passed_or_limited(self.end.by_curfew));
        }
        self.blocked_by();
        self.requires();
        self.valid_with();
        self.territory();
        self.within_level();
        self.radius();
        if self.valid_until() {
            self.days();
            self.hours();
            self.quotas();
        }
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
        match times.length {
            Some(Length::For(_)) => self.step(rules.valid_for, RuleOutcome::Passed),
            Some(Length::Days(_)) => self.step(rules.valid_days, RuleOutcome::Passed),
            None => {}
        }
        if self.end.by_regime || (self.start == standard.from && self.request.at < standard.from) {
            self.step(rules.in_force, RuleOutcome::Limited);
        }
        // INVARIANT: the start lies before the regime's end, inside its windows and on an allowed day, so something is left.
        match Interval::new(self.start, self.end.at) {
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

    /// Refuses for a reason that waiting removes.
    fn refuse_until(&mut self, code: ReasonCode, params: impl FnOnce(Value) -> Vec<(Param, Value)>) {
        let (standard, compiled, request, person, known) = (self.standard, self.compiled, self.request, self.person, &self.again);
        self.refused = true;
        // All rules of time together say when it would be possible, so all reasons say the same.
        let again = || *known.get_or_init(|| standard.again(compiled, request, person));
        self.record.reason(code, compiled.cite, || params(again().into()));
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

    /// The attribute must hold now, and at some moment of the permit, which ends with it.
    fn valid_with(&mut self) {
        let Some(name) = self.compiled.valid_with else { return };
        let (times, request, calendar) = (&self.compiled.times, self.request, &self.standard.calendar);
        let outcome = match self.person.lasts(name, request.at) {
            Some(ends) if self.end.at <= ends => RuleOutcome::Passed,
            // A long permit that ends so early may leave nothing of its daily window.
            Some(ends) if self.start < ends && (!times.long() || times.usable(times.daily, self.start, ends, calendar)) => {
                self.end.at = ends;
                RuleOutcome::Limited
            }
            Some(_) | None => {
                let param = self.standard.params.attribute;
                self.refuse(self.standard.reasons.attribute_missing, || vec![(param, name.name().into())]);
                RuleOutcome::Failed
            }
        };
        self.step(self.standard.rules.valid_with, outcome);
    }

    /// The place asked for and the registered one lie in the same unit, as far as both are known to lie in one.
    fn within_level(&mut self) {
        let Some(units) = &self.compiled.within_level else { return };
        let unit = |place: Option<Territory>| place.and_then(|place| units.get(place.index()).copied().flatten());
        let met = match (unit(self.request.territory), unit(self.person.registered())) {
            (Some(here), Some(home)) if here != home => {
                let param = self.standard.params.territory;
                self.refuse(self.standard.reasons.other_unit, || vec![(param, home.into())]);
                false
            }
            _ => true,
        };
        self.step(self.standard.rules.within_level, passed_or_failed(met));
    }

    fn radius(&mut self) {
        let Some((name, metres)) = self.compiled.radius else { return };
        let met = match self.person.number(name) {
            Some(distance) if distance > i64::from(metres) => {
                let params = &self.standard.params;
                self.refuse(self.standard.reasons.too_far, || vec![(params.radius, metres.into()), (params.distance, distance.into())]);
                false
            }
            Some(_) | None => true,
        };
        self.step(self.standard.rules.radius, passed_or_failed(met));
    }

    /// Whether permits are still given. When they are not, no other rule of time is asked: waiting does not help.
    fn valid_until(&mut self) -> bool {
        let Some(until) = self.compiled.times.valid_until else { return true };
        let given = !self.compiled.times.over(self.start);
        if !given {
            let param = self.standard.params.until;
            self.refuse(self.standard.reasons.no_longer_granted, || vec![(param, until.into())]);
        }
        self.step(self.standard.rules.valid_until, if given { passed_or_limited(self.end.by_date) } else { RuleOutcome::Failed });
        given
    }

    fn days(&mut self) {
        let (standard, times) = (self.standard, &self.compiled.times);
        if times.days == crate::times::ALL_DAYS {
            return;
        }
        let allowed = times.allows(standard.calendar.date(self.start));
        if !allowed {
            self.refuse_until(standard.reasons.wrong_day, |again| vec![(standard.params.next, again)]);
        }
        self.step(standard.rules.days, if allowed { passed_or_limited(self.end.by_days) } else { RuleOutcome::Failed });
    }

    fn hours(&mut self) {
        let (standard, times) = (self.standard, &self.compiled.times);
        let Some(hours) = times.hours else { return };
        let within = if times.long() { times.usable(times.daily, self.start, self.end.at, &standard.calendar) } else { self.now_in(hours) };
        if !within {
            let params = &standard.params;
            let (from, until) = hours.ends();
            self.refuse_until(standard.reasons.outside_hours, |again| {
                vec![(params.from, from.into()), (params.until, until.into()), (params.next, again)]
            });
        }
        self.step(standard.rules.hours, if within { passed_or_limited(self.end.by_hours) } else { RuleOutcome::Failed });
    }

    fn quotas(&mut self) {
        let (standard, compiled) = (self.standard, self.compiled);
        for index in &compiled.quotas {
            let Some(quota) = standard.quotas.get(*index) else { continue };
            let outcome = match quota.most.left(self.person.taken(*index, self.request.at)) {
                None => {
                    self.spent(quota);
                    RuleOutcome::Failed
                }
                Some(left) => passed_or_limited(matches!(quota.most, Most::Total(_)) && self.cut_to(left)),
            };
            self.step(standard.rules.quota, outcome);
        }
    }

    fn cut_to(&mut self, milliseconds: i64) -> bool {
        shorten(&mut self.end.at, Instant::from_milliseconds(self.start.milliseconds().saturating_add(milliseconds)))
    }

    fn spent(&mut self, quota: &Quota) {
        let (reasons, params) = (&self.standard.reasons, &self.standard.params);
        let (code, most) = match quota.most {
            Most::Times(times) => (reasons.quota_spent, (params.times, times.into())),
            Most::Total(total) => (reasons.time_spent, (params.total, total.into())),
        };
        self.refuse_until(code, |again| {
            let mut all = vec![most, (params.per, quota.period.name().into())];
            if let Period::Days(days) = quota.period {
                all.push((params.days, u32::from(days).into()));
            }
            all.push((params.of, quota.counted.name().into()));
            all.push((params.again, again));
            all
        });
    }

    fn referred(&mut self) -> bool {
        let Some(decided_by) = self.compiled.decided_by else { return false };
        let decided = match decided_by {
            DecidedBy::Human => false,
            DecidedBy::Desk => self.request.channel == Channel::Desk,
            DecidedBy::Holder => true,
        };
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
