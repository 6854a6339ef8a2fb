//! What load can be put on a running host.

use std::{num::NonZeroU32, path::PathBuf, time::Duration};

use bench::sms::{
    Options, Pattern, Search, Slip, Spelling,
    arrivals::{Shape, Spacing},
};
use clap::{Args, Subcommand, ValueEnum};

/// What can be measured.
#[derive(Subcommand)]
pub enum BenchCommand {
    /// Be a small SMSC that a host binds to: deliver messages at the times that a plan says, whatever the host does, take the replies, send
    /// receipts, and measure from when each message was due. It works with any ESME.
    Sms(Box<BenchSms>),
}

/// How citizens write.
#[derive(Args)]
pub struct BenchSms {
    /// Where to listen for the host's binds.
    #[arg(long, default_value = "127.0.0.1:2775")]
    pub listen: String,
    /// Who may bind; anybody when absent.
    #[arg(long)]
    pub system_id: Option<String>,
    /// How many binds to wait for.
    #[arg(long, default_value_t = 1)]
    pub binds: usize,
    /// For how many seconds.
    #[arg(long, default_value_t = 60.0, value_name = "SECONDS")]
    pub patience: f64,
    /// Messages a second.
    #[arg(long, default_value_t = 100.0)]
    pub rate: f64,
    /// For how many seconds messages are due.
    #[arg(long, default_value_t = 60.0, value_name = "SECONDS")]
    pub duration: f64,
    /// For how many seconds before that, without being measured.
    #[arg(long, default_value_t = 5.0, value_name = "SECONDS")]
    pub warm_up: f64,
    /// For how many seconds what is open is waited for at the end.
    #[arg(long, default_value_t = 30.0, value_name = "SECONDS")]
    pub drain: f64,
    /// How the rate moves: the same all the time, or as over a day of a country.
    #[arg(long, value_enum, default_value_t = ShapeOf::Flat)]
    pub shape: ShapeOf,
    /// Evenly spaced, and not by chance.
    #[arg(long)]
    pub even: bool,
    /// The share of messages that are mistyped, from 0 to 1.
    #[arg(long, default_value_t = 0.0)]
    pub malformed: f64,
    /// In which ways; all when absent. May be repeated.
    #[arg(long = "slip", value_name = "KIND")]
    pub slips: Vec<Slip>,
    /// The number that is written to, such as one that a regime of the host listens at.
    #[arg(long)]
    pub number: String,
    /// A good message.
    #[arg(long, default_value = "{purpose} {identity}")]
    pub template: String,
    /// What `{purpose}` may be, with commas between.
    #[arg(long, default_value = "1,2,3,4,5,6,7,8,9", value_delimiter = ',')]
    pub purposes: Vec<String>,
    /// What `{identity}` is, each `#` being a digit.
    #[arg(long, default_value = "AZE#######")]
    pub identity: Pattern,
    /// The telephones, each `#` being a digit.
    #[arg(long, default_value = "9945########")]
    pub telephone: Pattern,
    /// How many people write; as many as there are messages when absent.
    #[arg(long)]
    pub persons: Option<u32>,
    /// The number of the first of them, for a run after another.
    #[arg(long, default_value_t = 0)]
    pub first_person: u32,
    /// The most messages that a bind has to acknowledge at one time; beyond it they wait here.
    #[arg(long, default_value_t = 1000)]
    pub window: usize,
    /// Send no receipts.
    #[arg(long)]
    pub no_receipts: bool,
    /// How receipts spell the identifiers of messages.
    #[arg(long, value_enum, default_value_t = SpellingOf::Hex)]
    pub ids: SpellingOf,
    /// Refuse more segments a second than this.
    #[arg(long)]
    pub throttle: Option<NonZeroU32>,
    /// What all chance comes from.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The number of a process to watch, such as the host's; may be repeated.
    #[arg(long = "pid")]
    pub pids: Vec<u32>,
    /// A file for everything that happens, line by line.
    #[arg(long, value_name = "FILE")]
    pub journal: Option<PathBuf>,
    /// Find the highest rate that is kept up with, beginning with `--rate`: that 99 of 100 are answered within so many milliseconds.
    #[arg(long, value_name = "MILLISECONDS")]
    pub find_max: Option<u64>,
}

/// How the rate moves.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ShapeOf {
    /// The same all the time.
    Flat,
    /// A quiet night, a peak in the morning and one in the evening.
    NationalDay,
}

/// How an identifier is spelt.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SpellingOf {
    /// As in the answer.
    Hex,
    /// As a decimal number.
    Decimal,
    /// In capitals, with zeros before it.
    Padded,
}

impl BenchSms {
    /// As the load takes them.
    pub fn options(&self) -> Options {
        let seconds = |seconds: f64| Duration::try_from_secs_f64(seconds).unwrap_or_default();
        let defaults = Options::default();
        Options {
            listen: self.listen.clone(),
            system_id: self.system_id.clone(),
            binds: self.binds,
            patience: seconds(self.patience),
            rate: self.rate,
            duration: seconds(self.duration),
            warm_up: seconds(self.warm_up),
            drain: seconds(self.drain),
            shape: match self.shape {
                ShapeOf::Flat => Shape::Flat,
                ShapeOf::NationalDay => Shape::NationalDay,
            },
            spacing: if self.even { Spacing::Even } else { Spacing::Poisson },
            malformed: self.malformed,
            slips: if self.slips.is_empty() { defaults.slips.clone() } else { self.slips.clone() },
            service: self.number.clone(),
            template: self.template.clone(),
            purposes: self.purposes.clone(),
            identity: self.identity.clone(),
            telephone: self.telephone.clone(),
            persons: self.persons,
            first_person: self.first_person,
            window: self.window,
            receipts: !self.no_receipts,
            ids: match self.ids {
                SpellingOf::Hex => Spelling::Hex,
                SpellingOf::Decimal => Spelling::Decimal,
                SpellingOf::Padded => Spelling::Padded,
            },
            throttle: self.throttle,
            seed: self.seed,
            pids: self.pids.clone(),
            journal: self.journal.clone(),
            ..defaults
        }
    }

    /// How the highest rate is looked for, where it is.
    pub fn search(&self) -> Option<Search> {
        let limit = Duration::from_millis(self.find_max?);
        Some(Search { step: Duration::try_from_secs_f64(self.duration).unwrap_or_default(), limit, within: 0.05 })
    }
}
