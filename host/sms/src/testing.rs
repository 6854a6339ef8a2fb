//! What the tests of several modules need: the regimes of this repository, and the host's words as their catalogues say them.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use domain::{Configuration, Language, PolicyName, ReasonCode};
use regime::{Policies, Regime, Regimes};
use serde_json::Value as Json;

use crate::reading::{HostWords, SmallWords};

/// Any policy, with any settings.
struct Anything;

impl Policies for Anything {
    fn names(&self) -> Vec<PolicyName> {
        Vec::new()
    }

    fn settings_schema(&self, _: &PolicyName) -> Option<Json> {
        Some(Json::Bool(true))
    }

    fn configure(&self, _: &PolicyName, _: &Configuration) -> Vec<(String, String)> {
        Vec::new()
    }

    fn reasons(&self, _: &PolicyName, _: &Configuration) -> Vec<ReasonCode> {
        Vec::new()
    }
}

pub(crate) fn policies() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies")
}

pub(crate) fn regimes() -> &'static Regimes {
    static REGIMES: OnceLock<Regimes> = OnceLock::new();
    REGIMES.get_or_init(|| Regimes::load(&policies(), &Anything).unwrap_or_else(|problems| panic!("{}", problems.report(false))).0)
}

fn regime_of(id: &str) -> Arc<Regime> {
    Arc::clone(regimes().get(&id.parse().unwrap()).unwrap())
}

/// Number 8103: code, number, plate.
pub(crate) fn azerbaijan() -> Arc<Regime> {
    regime_of("az/2020-12-14-tightened-quarantine")
}

/// Number 2590: registration, then a purpose after a word.
pub(crate) fn tatarstan() -> Arc<Regime> {
    regime_of("ru-ta/2020-03-30-self-isolation")
}

pub(crate) fn tag(language: &str) -> Language {
    language.parse().unwrap()
}

/// Some of the words that the catalogues have.
pub(crate) fn host_words() -> HostWords {
    let of = |words: &[(&str, &[&str])]| {
        words.iter().map(|(language, words)| (tag(language), words.iter().map(|word| (*word).to_owned()).collect())).collect()
    };
    HostWords {
        help: of(&[("az", &["kömək", "yardım"]), ("ru", &["помощь"]), ("tt", &["ярдәм"]), ("en", &["help"])]),
        cancel: of(&[("az", &["ləğv"]), ("ru", &["отмена"]), ("en", &["cancel"])]),
        stop: of(&[("ru", &["стоп"]), ("en", &["stop"])]),
        status: of(&[("az", &["icazələrim"]), ("ru", &["статус"]), ("en", &["status"])]),
        correct: of(&[("ru", &["исправить"]), ("en", &["correct"])]),
        latin: of(&[("ru", &["латиница"])]),
        native: of(&[("ru", &["кириллица"])]),
        names: of(&[("az", &["azərbaycanca"]), ("ru", &["русский", "по-русски"]), ("en", &["english"])]),
        small: small_words(),
        openings: BTreeMap::from([(
            tag("az"),
            vec![vec!["İcazə verildi. Kod: ".to_owned()], vec!["Çatışmır: ".to_owned(), ". Misal: ".to_owned()]],
        )]),
    }
}

/// Some of the words that are passed over.
fn small_words() -> BTreeMap<Language, SmallWords> {
    let list = |text: &str| text.split(',').map(|word| word.trim().to_owned()).collect();
    let azerbaijani = SmallWords {
        fillers: list("salam, zəhmət olmasa, təşəkkürlər, icazə, və, istəyirəm"),
        labels: list("kod, kodu, ş/v, sənəd, maşın"),
        series: list("seriya"),
        numbers: list("nömrə"),
        signatures: list("hörmətlə"),
        nots: list("deyil"),
        digits: list("sıfır, bir, iki, üç, dörd, beş, altı, yeddi, səkkiz, doqquz"),
    };
    let russian = SmallWords {
        fillers: list("здравствуйте, пожалуйста, спасибо, мне, нужно, хочу, в, к, и"),
        labels: list("код, паспорт, документ"),
        series: list("серия"),
        numbers: list("номер"),
        signatures: list("фио"),
        nots: list("не"),
        digits: list("ноль, один, два/две, три, четыре, пять, шесть, семь, восемь, девять"),
    };
    BTreeMap::from([(tag("az"), azerbaijani), (tag("ru"), russian)])
}
