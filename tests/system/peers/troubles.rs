//! What goes wrong between a host and its operators, and what does not go wrong with it.

use std::{path::Path, process::Command, time::Duration};

use serde_json::{Value, json};

use super::{
    host::{PASSWORD, decisions, logged, messages, operator, serve},
    smsc::{Library, Smsc},
};

const PHONE: &str = "994501112233";

fn asks(id: &str) -> Value {
    json!({ "deliver": { "id": id, "from": PHONE, "to": "8103", "text": "please 2 AZE1234567" } })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_in_doubt_when_the_link_is_cut_is_sent_again_and_marked() {
    for library in Library::installed() {
        let mut smsc = Smsc::start(library, json!({ "drop_after": 1 })).await;
        let serving = serve(&[operator("operator", &smsc, "")], PASSWORD).await;
        smsc.bound("operator").await;
        smsc.tell(asks("m-1")).await;
        let first = smsc.hears("submit", |_| true).await;
        smsc.hears("closed", |_| true).await;
        smsc.bound("operator").await;
        let second = smsc.hears("submit", |_| true).await;
        assert_eq!((&first["text"], &first["to"]), (&second["text"], &second["to"]), "{library:?}: the same words");
        smsc.hears("receipt_resp", |_| true).await;
        let message = &messages(&serving)[0];
        let known = (&message["state"], &message["reply"]["attempts"], &message["reply"]["doubtful"]);
        assert_eq!(known, (&json!("delivered"), &json!(2), &json!(1)), "{library:?}: {message:#}");
        assert_eq!((messages(&serving).len(), decisions(&serving)), (1, 1), "{library:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_comes_again_because_its_acknowledgement_was_lost_gets_no_second_decision() {
    for library in Library::installed() {
        let mut smsc = Smsc::start(library, json!({ "lose_acks": 1 })).await;
        let serving = serve(&[operator("operator", &smsc, "")], PASSWORD).await;
        smsc.bound("operator").await;
        smsc.tell(asks("m-1")).await;
        smsc.hears("closed", |_| true).await;
        smsc.bound("operator").await;
        assert_eq!(smsc.hears("deliver_resp", |resp| resp["id"] == "m-1").await["status"], 0, "{library:?}");
        let submit = smsc.hears("submit", |submit| submit["to"] == PHONE).await;
        smsc.hears("receipt_resp", |_| true).await;
        let again = smsc.heard("submit");
        assert!(again.iter().all(|again| again["text"] == submit["text"]), "{library:?}: the same code, however often: {again:?}");
        assert_eq!((messages(&serving).len(), decisions(&serving)), (1, 1), "{library:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_an_operator_goes_away_another_carries_its_replies() {
    for leaves in Library::both() {
        let stays = if leaves == Library::Node { Library::Perl } else { Library::Node };
        let mut leaving = Smsc::start(leaves, json!({ "throttle": 1000 })).await;
        let mut staying = Smsc::start(stays, json!({})).await;
        let more = ", patience_seconds: 2";
        let serving = serve(&[operator("leaves", &leaving, more), operator("stays", &staying, more)], PASSWORD).await;
        leaving.bound("leaves").await;
        staying.bound("stays").await;
        leaving.tell(asks("m-1")).await;
        assert_eq!(leaving.hears("deliver_resp", |_| true).await["status"], 0);
        leaving.hears("throttled", |throttled| throttled["to"] == PHONE).await;
        leaving.tell(json!({ "quit": true })).await;
        staying.hears("submit", |submit| submit["to"] == PHONE).await;
        staying.hears("receipt_resp", |_| true).await;
        let message = &messages(&serving)[0];
        let known = (&message["source"], &message["reply"]["carrier"], &message["state"], &message["reply"]["doubtful"]);
        assert_eq!(known, (&json!("leaves"), &json!("stays"), &json!("delivered"), &json!(0)), "{leaves:?} leaves: {message:#}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_password_is_told_clearly_and_not_what_it_is() {
    for library in Library::installed() {
        let mut smsc = Smsc::start(library, json!({ "password": PASSWORD })).await;
        let mut serving = serve(&[operator("operator", &smsc, "")], "falsch").await;
        assert_eq!(smsc.hears("bound", |_| true).await["status"], 0x0E, "{library:?}");
        let line = logged(&mut serving, &["operator", "the bind was refused", "ESME_RINVPASWD"]).await;
        assert!(!line.contains("falsch"), "{line}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_host_that_is_told_to_stop_unbinds_and_ends() {
    for library in Library::installed() {
        let mut smsc = Smsc::start(library, json!({})).await;
        let mut serving = serve(&[operator("operator", &smsc, "")], PASSWORD).await;
        smsc.bound("operator").await;
        let process = serving.child.id().expect("it runs").to_string();
        assert!(Command::new("kill").args(["-TERM", &process]).status().expect("kill").success());
        smsc.hears("unbind", |_| true).await;
        // Sooner than what hangs is given up.
        let ended = tokio::time::timeout(Duration::from_secs(10), serving.child.wait()).await;
        assert!(ended.is_ok_and(|ended| ended.is_ok_and(|status| status.success())), "{library:?}");
    }
}

fn openssl(folder: &Path, arguments: &str) {
    let done = Command::new("openssl").args(arguments.split(' ')).current_dir(folder).output().expect("openssl");
    assert!(done.status.success(), "openssl {arguments}: {}", String::from_utf8_lossy(&done.stderr));
}

/// `ca.pem`, `other.pem` which vouches for nobody here, and `smsc.pem` for `smsc.test`.
fn certificates(folder: &Path) {
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    for name in ["ca", "other"] {
        openssl(folder, &format!("req -x509 {key} -keyout {name}.key -out {name}.pem -subj /CN={name} -days 2"));
    }
    openssl(folder, &format!("req {key} -keyout smsc.key -out smsc.csr -subj /CN=smsc.test"));
    std::fs::write(folder.join("names"), "subjectAltName=DNS:smsc.test\n").expect("written");
    openssl(folder, "x509 -req -in smsc.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out smsc.pem -days 2 -extfile names");
}

/// Net::SMPP knows no TLS.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn over_tls_only_an_smsc_that_the_ca_vouches_for_is_bound_to() {
    if !Library::installed().contains(&Library::Node) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    certificates(folder.path());
    let file = |name: &str| folder.path().join(name).display().to_string();
    let mut smsc = Smsc::start(Library::Node, json!({ "certificate": file("smsc.pem"), "key": file("smsc.key") })).await;
    let tls = |ca: &str| format!(", tls: {{ ca: '{}', server_name: smsc.test }}", file(ca));
    let operators = [operator("trusting", &smsc, &tls("ca.pem")), operator("doubting", &smsc, &tls("other.pem"))];
    let mut serving = serve(&operators, PASSWORD).await;
    smsc.bound("trusting").await;
    logged(&mut serving, &["doubting", "no connection", "certificate"]).await;
    smsc.tell(asks("m-1")).await;
    smsc.hears("submit", |submit| submit["to"] == PHONE).await;
    smsc.hears("receipt_resp", |_| true).await;
    assert_eq!(messages(&serving)[0]["state"], "delivered");
    assert_eq!(smsc.heard("bound"), [] as [Value; 0], "nobody else was bound");
}
