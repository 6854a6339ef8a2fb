//! A report as people read it: a table, then two small pictures.

use std::fmt::{self, Display, Formatter};

use super::report::{Quantiles, Report, Slice};

/// Columns of a picture.
const WIDTH: usize = 60;

const LEVELS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (messages, measured) = (&self.messages, &self.measured);
        writeln!(
            f,
            "messages     {} due, {} sent, {} acknowledged, {} replied, {} refused, {} unanswered, {} never sent",
            messages.due,
            messages.sent,
            messages.acknowledged,
            messages.replied,
            messages.refused,
            messages.unanswered,
            messages.never_sent
        )?;
        writeln!(
            f,
            "             {} mistyped, {} tried again, {} redelivered; {} replies twice, {} that nobody asked for",
            messages.malformed, messages.tried_again, messages.redelivered, self.replies.duplicates, self.replies.unasked
        )?;
        for (status, count) in &messages.errors {
            writeln!(f, "             {count} answers {status}")?;
        }
        writeln!(
            f,
            "per second   {:.1} due, {:.1} acknowledged, {:.1} replied, {:.1} segments, over {:.0} s",
            measured.due_per_second,
            measured.acknowledged_per_second,
            measured.replied_per_second,
            measured.segments_per_second,
            measured.seconds
        )?;
        writeln!(f, "segments     {} taken, {} throttled", self.replies.segments, self.replies.throttled)?;
        let receipts = &self.receipts;
        writeln!(
            f,
            "receipts     {} asked for, {} sent, {} acknowledged, {} refused",
            receipts.asked, receipts.sent, receipts.acknowledged, receipts.refused
        )?;
        let back = &self.pushed_back;
        writeln!(
            f,
            "pushed back  {} by full windows, {} without a bind, {} without a free person; waited p50 {}, longest {}",
            back.window,
            back.unbound,
            back.persons,
            time(back.waited.p50_ms),
            time(back.waited.max_ms)
        )?;
        writeln!(f, "links        {} bound, {} refused, {} ended", self.links.bound, self.links.refused, self.links.ended)?;
        for (name, used) in self.processes.iter().map(|used| ("process", used)).chain([("this program", &self.generator)]) {
            let (peak, high) = (mebibytes(used.resident_peak), mebibytes(used.resident_high_water));
            let ended = if used.ended { ", ended" } else { "" };
            writeln!(f, "{name:12} {}: {:.2} cores, {peak} MiB at most, {high} MiB ever{ended}", used.pid, used.cores)?;
        }
        writeln!(f, "\nlatency            p50        p90        p99      p99.9        max")?;
        row(f, "due to reply", &self.latency.replied)?;
        row(f, "due to response", &self.latency.acknowledged)?;
        row(f, "sent to reply", &self.latency.in_host)?;
        distribution(f, &self.latency.replied)?;
        over_time(f, &self.over_time)
    }
}

fn row(f: &mut Formatter<'_>, name: &str, times: &Quantiles) -> fmt::Result {
    write!(f, "{name:15}")?;
    for value in [times.p50_ms, times.p90_ms, times.p99_ms, times.p999_ms, times.max_ms] {
        write!(f, " {:>10}", time(value))?;
    }
    writeln!(f)
}

fn distribution(f: &mut Formatter<'_>, times: &Quantiles) -> fmt::Result {
    let most = times.steps.iter().map(|step| step.count).max().unwrap_or_default();
    if most == 0 {
        return Ok(());
    }
    writeln!(f, "\ndue to reply, up to")?;
    for step in &times.steps {
        let bar = "█".repeat((step.count as f64 / most as f64 * WIDTH as f64).ceil() as usize);
        let share = step.count as f64 / times.count.max(1) as f64 * 100.0;
        writeln!(f, "{:>10} {share:>6.2} % {bar}", time(step.up_to_ms))?;
    }
    Ok(())
}

fn over_time(f: &mut Formatter<'_>, slices: &[Slice]) -> fmt::Result {
    let each = slices.len().div_ceil(WIDTH).max(1);
    let columns = slices.chunks(each).collect::<Vec<_>>();
    let seconds = |column: &&[Slice]| column.iter().map(|slice| slice.seconds).sum::<f64>();
    let rates = |count: fn(&Slice) -> u64| {
        let rate = |column: &&[Slice]| column.iter().map(count).sum::<u64>() as f64 / seconds(column);
        columns.iter().map(rate).collect::<Vec<_>>()
    };
    let slowest = columns.iter().map(|column| column.iter().map(|slice| slice.slowest_ms).fold(0.0, f64::max)).collect::<Vec<_>>();
    let (due, replied) = (rates(|slice| slice.due), rates(|slice| slice.replied));
    let most = due.iter().chain(&replied).copied().fold(0.0, f64::max);
    let longest = slowest.iter().copied().fold(0.0, f64::max);
    let Some(first) = columns.first() else { return Ok(()) };
    writeln!(f, "\nover time, {:.1} s each", seconds(first))?;
    for (name, values, top, said) in [
        ("due", &due, most, format!("{most:.0}/s at most")),
        ("replied", &replied, most, String::new()),
        ("slowest", &slowest, longest, time(longest)),
    ] {
        writeln!(f, "{name:10} {} {said}", values.iter().map(|value| level(*value, top)).collect::<String>())?;
    }
    Ok(())
}

fn level(value: f64, top: f64) -> char {
    let share = if top > 0.0 { value / top } else { 0.0 };
    // whatever is more than nothing shows
    let level = (share * 8.0).ceil() as usize;
    LEVELS.get(level).copied().unwrap_or('█')
}

fn time(ms: f64) -> String {
    if ms < 1000.0 { format!("{ms:.1} ms") } else { format!("{:.2} s", ms / 1000.0) }
}

fn mebibytes(octets: u64) -> u64 {
    octets / (1024 * 1024)
}
