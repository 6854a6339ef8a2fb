//! The command line: what can be asked, nothing of how it is answered.

mod bench;
mod plugin;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::{
    Channel, IdentityNumber, Instant, Jurisdiction, Language, PermitCode, PhoneNumber, Plate, PurposeId, RegimeId, ServiceNumber,
    TableName, Territory,
};
use permits::{MessageId, MessageState};
use regime::ExtensionBy;

pub use bench::BenchCommand;
pub use plugin::{PluginCommand, PluginDiff, PluginUse};

/// Permits to move: regimes in YAML, policies in WASM, answers by text message, portal and check.
#[derive(Parser)]
#[command(name = "exeat", version, after_help = EXIT_CODES)]
pub struct Cli {
    /// How results are printed.
    #[arg(long, global = true, value_enum, default_value_t = Format::Human)]
    pub format: Format,

    /// The configuration file. Without it `exeat.yaml` is read where there is one.
    #[arg(long, global = true, value_name = "FILE", env = "EXEAT_CONFIG")]
    pub config: Option<PathBuf>,

    /// The folder of everything that the host keeps: keys, cache, and the database unless the configuration names one.
    #[arg(long, global = true, value_name = "DIR", env = "EXEAT_DATA")]
    pub data: Option<PathBuf>,

    /// The folder of regimes, territories and catalogues.
    #[arg(long, global = true, value_name = "DIR", env = "EXEAT_POLICIES")]
    pub policies: Option<PathBuf>,

    /// The folder of policy plugins.
    #[arg(long, global = true, value_name = "DIR", env = "EXEAT_PLUGINS")]
    pub plugins: Option<PathBuf>,

    /// What is asked.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  granted, referred, not required, valid; or the command did what was asked
  1  an error: wrong input, a broken regime, a failed case, a corpus below its bars, a decision that does not replay, plugins that differ
  2  refused; or the verdict of a check is not favourable";

/// How results are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Human,
    /// One JSON value on the standard output.
    Json,
}

/// What can be asked.
#[derive(Subcommand)]
pub enum Command {
    /// Serve gateways, portal and checks until told to stop.
    Serve {
        /// The address to listen on, such as `127.0.0.1:8080`.
        #[arg(long)]
        listen: Option<String>,
        /// Rehearse: the clock starts at this instant and goes on from there.
        #[arg(long, value_name = "INSTANT", value_parser = instant)]
        at: Option<Instant>,
        /// Reload whenever a file of policies or plugins was saved.
        #[arg(long)]
        watch: bool,
    },
    /// Have the host that serves on this machine take regimes, catalogues and plugins anew. It decides by the old ones until all of the
    /// new is checked and every case has passed, and goes on with them when something is wrong.
    Reload {
        /// Where it serves, such as `http://127.0.0.1:8080`; the configuration's `listen` when absent.
        #[arg(long, value_name = "URL")]
        host: Option<String>,
    },
    /// Let other plugins or regimes decide beside those in force, on the messages that come in. Nothing is granted by them; how they
    /// differ is a report.
    #[command(subcommand)]
    Shadow(ShadowCommand),
    /// Open a page with a telephone, a clock that can be set, and why the host decided as it did. What is saved in the folders of
    /// policies and plugins is taken at once, or the page says what is wrong with it.
    Demo {
        /// The address to listen on.
        #[arg(long, default_value = "127.0.0.1:8800")]
        listen: String,
    },
    /// Check, test, show and describe regimes.
    #[command(subcommand)]
    Regime(RegimeCommand),
    /// Write, test, inspect, measure and sign policy plugins.
    #[command(subcommand)]
    Plugin(PluginCommand),
    /// Check the catalogues of messages.
    #[command(subcommand)]
    Locale(LocaleCommand),
    /// Answer text messages, as the console gateway.
    Sms(Sms),
    /// Show messages that came in, and what became of the replies. Numbers are masked.
    Messages(Messages),
    /// Put load on a running host, and measure.
    #[command(subcommand)]
    Bench(BenchCommand),
    /// Say what would be decided, and change nothing.
    Decide(Decide),
    /// Import, list and drop tables of facts about persons.
    #[command(subcommand)]
    Facts(FactsCommand),
    /// Decide stored decisions again and compare the bytes.
    Replay {
        /// Which; every stored decision when absent.
        decision: Option<String>,
    },
    /// Check a permit code or a registration code; without one, say what is asked of everybody at a place.
    Verify(Verify),
    /// Show permits, move their ends on, and let those of an earlier regime go on under a later one.
    #[command(subcommand)]
    Permit(PermitCommand),
    /// Show the purposes that are asked for much more than they used to be, as regimes with an `alarm` define it.
    Alarms {
        /// When; now when absent.
        #[arg(long, value_name = "INSTANT", value_parser = instant)]
        at: Option<Instant>,
    },
}

/// What can be done with the shadow of the host that serves on this machine.
#[derive(Subcommand)]
pub enum ShadowCommand {
    /// Begin, with an empty report. `--plugins` names a folder of plugins: those that are not in it are the host's. `--policies` names a
    /// whole folder of regimes; the host's when absent. It lasts until `stop` or the host's end; what is to begin with the host stands
    /// under `shadow` in its configuration.
    Start(OfHost),
    /// End it, and print the report.
    Stop(OfHost),
    /// Print the report. Ends with 1 when anything differs.
    Report(OfHost),
}

/// Which host.
#[derive(Args)]
pub struct OfHost {
    /// Where it serves, such as `http://127.0.0.1:8080`; the configuration's `listen` when absent.
    #[arg(long, value_name = "URL")]
    pub host: Option<String>,
}

/// What can be done with permits.
#[derive(Subcommand)]
pub enum PermitCommand {
    /// Show a permit and everything that became of it.
    Show {
        /// Its code.
        code: PermitCode,
    },
    /// Move the end of a permit on, because a document was shown. The same again changes nothing.
    Extend {
        /// Its code.
        code: PermitCode,
        /// The end that it is to have.
        #[arg(long, value_name = "INSTANT", value_parser = instant)]
        until: Instant,
        /// What was shown, such as `certificate 17 of the clinic`. Stored encrypted.
        #[arg(long, default_value = "")]
        document: String,
        /// Who records it.
        #[arg(long, value_parser = extension_by)]
        by: ExtensionBy,
        /// When it is recorded; now when absent.
        #[arg(long, value_name = "INSTANT", value_parser = instant)]
        at: Option<Instant>,
    },
    /// Let permits of earlier regimes go on, where a regime that has begun says so. A host that serves does it by itself.
    CarryOver {
        /// When; now when absent.
        #[arg(long, value_name = "INSTANT", value_parser = instant)]
        at: Option<Instant>,
    },
}

/// What can be asked of regimes.
#[derive(Subcommand)]
pub enum RegimeCommand {
    /// Read every regime below a folder and draw every mistake.
    Check {
        /// The folder of policies.
        path: Option<PathBuf>,
    },
    /// Run the cases beside the regimes.
    Test {
        /// The folder of policies.
        path: Option<PathBuf>,
        /// Only the cases whose file or note holds this text.
        #[arg(long)]
        only: Option<String>,
    },
    /// Send the corpora of malformed messages beside the regimes, and count how many are understood.
    Corpus {
        /// The folder of policies.
        path: Option<PathBuf>,
        /// Only the corpora whose file or regime holds this text.
        #[arg(long)]
        only: Option<String>,
        /// List every message that was not taken as a human reader would take it.
        #[arg(long, short)]
        verbose: bool,
    },
    /// Print the JSON Schema of a file, for an editor to explain and complete it. That of a regime knows the settings of the
    /// policies in the folder of plugins.
    Schema {
        /// Which file's schema.
        #[arg(value_enum, default_value_t = SchemaOf::Regime)]
        of: SchemaOf,
    },
    /// Print a regime as prose with citations, or as a page that sets clause and rule side by side.
    Explain {
        /// Which, such as `az/2020-12-14-tightened-quarantine`.
        regime: RegimeId,
        /// In which of its languages; its own when absent.
        #[arg(long, value_name = "TAG")]
        language: Option<Language>,
        /// A whole HTML page on the standard output.
        #[arg(long)]
        html: bool,
    },
    /// Ask a few questions and write a first regime, with cases and territories beside it.
    New {
        /// The folder of policies.
        path: Option<PathBuf>,
        /// An answer that is then not asked for, such as `jurisdiction=AZ`; may be repeated.
        #[arg(long = "set", value_name = "KEY=ANSWER")]
        answers: Vec<String>,
    },
    /// Print a regime whole, as YAML: with all that it takes over from the one that it amends. Without one, list them all.
    Show {
        /// Which, such as `az/2020-12-14-tightened-quarantine`.
        regime: Option<RegimeId>,
        /// Only those in force at this instant.
        #[arg(long, value_name = "INSTANT", value_parser = instant)]
        at: Option<Instant>,
    },
}

/// What can be asked of catalogues.
#[derive(Subcommand)]
pub enum LocaleCommand {
    /// Name every message that is missing, and show how long each gets at its longest.
    Check {
        /// The folder of policies.
        path: Option<PathBuf>,
        /// Every message of every regime, not only the longest of each language.
        #[arg(long)]
        all: bool,
    },
}

/// The files that have a schema.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// A regime.
    Regime,
    /// The `territories.yaml` of a jurisdiction.
    Territories,
    /// The cases of a regime.
    Cases,
    /// A corpus of malformed messages.
    Corpus,
    /// `exeat.yaml`.
    Config,
}

/// What can be asked of tables of facts.
#[derive(Subcommand)]
pub enum FactsCommand {
    /// Read a CSV or Parquet file and make it the table.
    Import(FactsImport),
    /// Show the tables, and those that regimes name and nobody imported.
    List,
    /// Take a table away, with everything in it.
    Drop {
        /// Which.
        table: TableName,
        /// Whose, when several have one of that name.
        #[arg(long)]
        jurisdiction: Option<Jurisdiction>,
    },
}

/// A file that becomes a table.
#[derive(Args)]
pub struct FactsImport {
    /// Which table, as `facts` of a regime names it.
    pub table: TableName,
    /// The file: CSV with a row of column names, or Parquet.
    pub file: PathBuf,
    /// Whose table, when regimes of several name one of that name.
    #[arg(long)]
    pub jurisdiction: Option<Jurisdiction>,
    /// The table becomes what the file says; so too when nothing is said.
    #[arg(long, conflicts_with = "add")]
    pub replace: bool,
    /// What the table says stays, and what the file says comes after it.
    #[arg(long)]
    pub add: bool,
    /// Only read the file, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Take the good rows although there are bad ones.
    #[arg(long)]
    pub skip_bad: bool,
    /// A file into which every bad row is written.
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
}

/// A text message, or lines of them.
#[derive(Args)]
pub struct Sms {
    /// The words of the message. Without them, lines `FROM TO TEXT` or `@ID FROM TO TEXT` are read from the standard input.
    #[arg(requires = "to", requires = "from")]
    pub text: Option<String>,
    /// The number that was written to.
    #[arg(long, requires = "text")]
    pub to: Option<ServiceNumber>,
    /// The number that it came from.
    #[arg(long, requires = "text")]
    pub from: Option<PhoneNumber>,
    /// When it came, such as `2020-12-15T10:00:00+04:00`; now when absent.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub at: Option<Instant>,
    /// The gateway's identifier of the message: the same one is answered the same. Without one, each run is another message.
    #[arg(long, requires = "text")]
    pub id: Option<String>,
}

/// Which messages to show.
#[derive(Args)]
pub struct Messages {
    /// The name of one message, to show all that is known of it. The latest are listed when absent.
    pub name: Option<MessageId>,
    /// Only those in this state: received, decided, queued, sent, may-have-been-sent, delivered, failed or expired. May be repeated.
    #[arg(long = "state", value_name = "STATE", value_parser = message_state)]
    pub states: Vec<MessageState>,
    /// Only those that came before the one of this name.
    #[arg(long, value_name = "NAME")]
    pub before: Option<MessageId>,
    /// How many.
    #[arg(long, default_value_t = 20)]
    pub limit: u32,
    /// Count those of the last day by their states instead.
    #[arg(long, conflicts_with = "name")]
    pub count: bool,
    /// As of when; now when absent.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub at: Option<Instant>,
}

/// One application, decided and forgotten.
#[derive(Args)]
pub struct Decide {
    /// What for, as the regime names it.
    pub purpose: PurposeId,
    /// Where, such as `AZ-BA`.
    #[arg(long)]
    pub place: Territory,
    /// Who. What is known of the person is taken from the data folder.
    #[arg(long)]
    pub identity: IdentityNumber,
    /// By which way.
    #[arg(long, value_parser = channel, default_value = "portal")]
    pub channel: Channel,
    /// With which vehicle.
    #[arg(long)]
    pub plate: Option<Plate>,
    /// When it is decided; now when absent.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub at: Option<Instant>,
    /// When the person wants to start; at once when absent.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub start: Option<Instant>,
}

/// One check.
#[derive(Args)]
pub struct Verify {
    /// A permit code such as `ABCD-2345`, or a registration code such as `R-ABCD-2345`.
    #[arg(required_unless_present = "place")]
    pub code: Option<String>,
    /// Where the person stands.
    #[arg(long)]
    pub place: Option<Territory>,
    /// The identity number that the person shows.
    #[arg(long, requires = "code")]
    pub identity: Option<IdentityNumber>,
    /// When; now when absent.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub at: Option<Instant>,
}

fn instant(text: &str) -> Result<Instant, String> {
    text.parse().map_err(|error| format!("`{text}` is not an instant with its offset, such as `2020-12-15T10:00:00+04:00`: {error}"))
}

fn message_state(text: &str) -> Result<MessageState, String> {
    MessageState::read(text).ok_or_else(|| {
        let states: Vec<&str> = MessageState::ALL.iter().map(|state| state.as_str()).collect();
        format!("`{text}` is not one of {}", states.join(", "))
    })
}

fn channel(text: &str) -> Result<Channel, String> {
    [Channel::Sms, Channel::Portal, Channel::Desk, Channel::Api]
        .into_iter()
        .find(|channel| channel.as_str() == text)
        .ok_or_else(|| format!("`{text}` is not one of sms, portal, desk, api"))
}

fn extension_by(text: &str) -> Result<ExtensionBy, String> {
    match text {
        "officer" => Ok(ExtensionBy::Officer),
        "desk" => Ok(ExtensionBy::Desk),
        _ => Err(format!("`{text}` is neither officer nor desk")),
    }
}
