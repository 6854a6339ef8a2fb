//! `exeat facts`: what an operator sees of an import, and what a citizen is told after it.

use std::{fs, path::Path};

use serde_json::Value;
use tempfile::TempDir;

use crate::exeat::{Host, Ran, exeat, root};

const REGIME: &str = "AZ/2020-12-14-tightened-quarantine.yaml";

/// A host whose regime takes facts from a table, and perhaps from a service.
struct Given {
    host: Host,
    folder: TempDir,
}

impl Given {
    fn new(facts: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let policies = folder.path().join("policies");
        for name in ["AZ/territories.yaml", REGIME].map(str::to_owned).into_iter().chain(locales()) {
            let to = policies.join(&name);
            fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
            let mut text = fs::read_to_string(root().join("policies").join(&name)).expect("a file");
            if name == REGIME {
                // In place of what it says of facts itself.
                let (before, own) = text.split_once("\nfacts:\n").unwrap_or((&text, ""));
                let after: Vec<&str> = own.lines().skip_while(|line| line.starts_with(' ') || line.is_empty()).collect();
                text = format!("{before}\n\n{}\n\nfacts:\n{facts}\n", after.join("\n"));
            }
            fs::write(to, text).expect("a file");
        }
        Self { host: Host::new(), folder }
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, text).expect("a file");
        path.display().to_string()
    }

    fn run(&self, args: &[&str]) -> Ran {
        let policies = self.folder.path().join("policies");
        let mut command = exeat();
        command.arg("--data").arg(self.host.data.path()).arg("--policies").arg(policies).args(args);
        command.output().expect("it starts").into()
    }

    fn decide(&self, identity: &str) -> i32 {
        let at = "2020-12-15T10:00:00+04:00";
        let ran = self.run(&["--format", "json", "decide", "medical", "--place", "AZ-BA", "--identity", identity, "--at", at]);
        assert!(!ran.out.is_empty(), "{}", ran.err);
        ran.code
    }
}

fn locales() -> Vec<String> {
    let folder = root().join("policies/locales");
    fs::read_dir(folder).expect("a folder").flatten().map(|file| format!("locales/{}", file.file_name().to_string_lossy())).collect()
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}{}", ran.out, ran.err))
}

const TABLE: &str = "  list: { table: infected, gives: [infected] }";

#[test]
fn a_list_is_imported_and_blocks() {
    let given = Given::new(TABLE);
    let before = given.run(&["facts", "list"]);
    assert!(before.code == 0 && before.out.contains("AZ  infected  not imported"), "{}{}", before.out, before.err);
    let file = given.file("infected.csv", "\u{feff}Identity;infected;name\r\nAZE1234567;true;Anna Example\r\nAZE7654321;false;\r\n");
    let dry = given.run(&["facts", "import", "infected", &file, "--dry-run"]);
    assert!(dry.code == 0 && dry.out.contains("2 rows can be taken, 0 can't") && dry.out.contains("nothing was changed"), "{}", dry.out);
    let done = given.run(&["--format", "json", "facts", "import", "infected", &file]);
    let value = json(&done);
    assert_eq!((done.code, &value["good"], &value["imported"]["persons"]), (0, &2.into(), &2.into()), "{}", done.err);
    assert_eq!(value["left_out"], serde_json::json!(["name"]));
    assert_eq!((given.decide("AZE1234567"), given.decide("AZE7654321"), given.decide("AZE1111111")), (2, 0, 0));
    let list = json(&given.run(&["--format", "json", "facts", "list"]));
    let table = &list["tables"][0];
    assert_eq!((&table["table"], &table["file"], &table["rows"]), (&"infected".into(), &"infected.csv".into(), &2.into()));
    assert_eq!((table["sha256"].as_str().map(str::len), &list["missing"]), (Some(64), &serde_json::json!([])));
    for (name, bytes) in files(given.host.data.path()) {
        for personal in ["AZE1234567", "1234567", "Anna"] {
            assert!(!bytes.windows(personal.len()).any(|window| window == personal.as_bytes()), "{personal} in {name}");
        }
    }
    assert_eq!(given.run(&["facts", "drop", "infected"]).code, 0);
    assert_eq!(given.run(&["facts", "drop", "infected"]).code, 1);
    assert_eq!(given.decide("AZE1234567"), 0, "referred to a human");
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let read = |file: fs::DirEntry| Some((file.file_name().to_string_lossy().into_owned(), fs::read(file.path()).ok()?));
    fs::read_dir(folder).expect("a folder").flatten().filter_map(read).collect()
}

#[test]
fn bad_rows_are_told_and_change_nothing_unless_they_are_skipped() {
    let given = Given::new(TABLE);
    let good = given.file("good.csv", "identity\nAZE7654321\n");
    assert_eq!(given.run(&["facts", "import", "infected", &good]).code, 0);
    let rows: String = (0..30).map(|row| format!("AZE{row},true\n")).collect();
    let bad = given.file("bad.csv", &format!("identity,infected\nAZE1234567,true\n{rows},true\nXX99,perhaps not\n"));
    let errors = given.folder.path().join("errors.csv").display().to_string();
    let ran = given.run(&["facts", "import", "infected", &bad, "--errors", &errors]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    for said in [
        "1 rows can be taken, 32 can't",
        "  line 3, column 1 (`identity`): no regime that uses this table accepts a document with such a number\n",
        "  and 12 more\n",
        "nothing was changed: `infected` is as it was. `--skip-bad` takes the good rows",
    ] {
        assert!(ran.out.contains(said), "{said} in {}", ran.out);
    }
    assert!(!ran.out.contains("XX99") && !ran.out.contains("perhaps"), "what stood there is not repeated: {}", ran.out);
    let written = fs::read_to_string(&errors).expect("the file of errors");
    assert_eq!(written.lines().count(), 33);
    let last = "34,2,\"infected\",\"a value is `true`, `false`, a whole number, a moment, or a code without spaces\"";
    assert_eq!((written.lines().next(), written.lines().last()), (Some("line,column,name,problem"), Some(last)));
    assert_eq!((given.decide("AZE1234567"), given.decide("AZE7654321")), (0, 2), "the list of before");
    let ran = given.run(&["facts", "import", "infected", &bad, "--skip-bad", "--add"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert_eq!((given.decide("AZE1234567"), given.decide("AZE7654321")), (2, 2));
}

#[test]
fn what_cannot_be_imported_is_said_with_what_to_do() {
    let given = Given::new(TABLE);
    let list = given.file("list.csv", "identity\nAZE7654321\n");
    let other = given.file("other.csv", "id,infected\nAZE7654321,true\n");
    for (args, said) in [
        (&["facts", "import", "infekted", &list][..], "no regime takes facts from a table `infekted`"),
        (&["facts", "import", "infekted", &list], "the regimes name `infected` of AZ"),
        (&["facts", "import", "infected", &list, "--jurisdiction", "GR"], "no regime takes facts from a table `infected`"),
        (&["facts", "import", "infected", &other], "it has no column `identity`; its columns are `id`, `infected`"),
        (&["facts", "import", "infected", "/no/such/file"], "No such file"),
        (&["facts", "import", "infected", &list, "--add", "--replace"], "cannot be used with"),
        (&["facts", "drop", "infected"], "there is no table `infected`"),
    ] {
        let ran = given.run(args);
        let whole = format!("{}{}", ran.out, ran.err).split_whitespace().collect::<Vec<_>>().join(" ").replace("│ ", "");
        assert!(ran.code == 1 && whole.contains(said), "{args:?}: {whole}");
    }
}

#[test]
fn a_service_is_configured_and_one_that_shows_numbers_is_refused() {
    let given = Given::new("  register: { service: register, gives: [infected], when_down: proceed }");
    let config =
        |url: &str| given.file("exeat.yaml", &format!("services: {{ register: {{ url: \"{url}\", breaker: {{ failures: 1 }} }} }}"));
    let plugins = root().join("plugins/dist").display().to_string();
    let decide = |url: &str| {
        let at = "2020-12-15T10:00:00+04:00";
        let config = config(url);
        given.run(&[
            "--config",
            &config,
            "--plugins",
            &plugins,
            "decide",
            "medical",
            "--place",
            "AZ-BA",
            "--identity",
            "AZE1234567",
            "--at",
            at,
        ])
    };
    let down = decide("http://127.0.0.1:1/");
    assert!(down.code == 0 && down.out.starts_with("granted"), "{}{}", down.out, down.err);
    let shown = decide("http://register.example/");
    assert!(shown.code == 1 && shown.err.contains("identity numbers travel over"), "{}{}", shown.out, shown.err);
}
