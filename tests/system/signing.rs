//! Who vouches for a plugin, and what a host does when the right one does not.

use std::{fs, path::PathBuf};

use crate::exeat::{Host, root};

/// A folder with the plugins, and a configuration beside it.
fn plugins(host: &Host) -> PathBuf {
    let folder = host.data.path().join("plugins");
    fs::create_dir_all(&folder).expect("a folder");
    for name in ["standard.wasm", "pause.wasm"] {
        fs::copy(root().join("plugins/dist").join(name), folder.join(name)).expect("build the plugins first: cargo xtask plugins");
    }
    folder
}

/// An error as it was before it was folded to the width of a terminal.
fn unfolded(error: &str) -> String {
    error.replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_plugin_is_signed_changed_and_refused() {
    let host = Host::new();
    let folder = plugins(&host);
    let (plugin, other) = (folder.join("standard.wasm"), folder.join("pause.wasm"));
    let (plugin, other) = (plugin.to_str().expect("a path"), other.to_str().expect("a path"));
    let key = host.data.path().join("ministry.key");
    let key = key.to_str().expect("a path");

    let made = host.run(&["plugin", "key", key]);
    let public = made.out.trim().to_owned();
    assert_eq!((made.code, public.len()), (0, 44), "{}{}", made.out, made.err);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(key).expect("written").permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(host.run(&["plugin", "key", key]).code, 1, "a key is never written over");

    assert_eq!(host.run(&["plugin", "verify", plugin]).code, 2, "nobody has signed it");
    let signed = host.run(&["plugin", "sign", plugin, "--key", key]);
    assert!(signed.code == 0 && signed.out.contains(&public), "{}{}", signed.out, signed.err);
    assert_eq!(host.run(&["plugin", "verify", plugin]).code, 0);
    assert!(host.run(&["plugin", "inspect", plugin]).out.contains(&format!("signed by  {public}")));
    assert_eq!(host.run(&["plugin", "verify", plugin, "--key", &public]).code, 0);
    let stranger = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    assert_eq!(host.run(&["plugin", "verify", plugin, "--key", stranger]).code, 2);

    // Every part of the signature counts.
    let beside = format!("{plugin}.sig");
    let text = fs::read_to_string(&beside).expect("a signature");
    let digit = text.find("sha256").expect("a digest") + 12;
    let swapped = if text.as_bytes()[digit] == b'0' { "1" } else { "0" };
    let forged = [
        (text.replace("\"version\": \"", "\"version\": \"9"), "the signature is for version"),
        (format!("{}{swapped}{}", &text[..digit], &text[digit + 1..]), "the signature is for digest"),
        (text.replace(&public, stranger), "was not made with the key"),
        (text.replace('{', "["), "it is not a signature"),
        (text.replacen('{', "{ \"until\": 1,", 1), "unknown field `until`"),
        (format!("{}{text}", " ".repeat(1 << 20)), "it is not a signature"),
    ];
    for (forged, why) in forged {
        fs::write(&beside, forged).expect("written");
        let refused = host.run(&["plugin", "verify", plugin]);
        assert!(refused.code == 1 && unfolded(&refused.err).contains(why), "{why}: {}{}", refused.out, refused.err);
        // A host does not start with it either.
        let started = host.run(&["--plugins", folder.to_str().expect("a path"), "plugin", "inspect"]);
        assert!(started.code == 1 && unfolded(&started.err).contains("its signature is worth nothing"), "{}{}", started.out, started.err);
    }
    fs::write(&beside, &text).expect("written");
    fs::copy(&beside, format!("{other}.sig")).expect("copied");
    let refused = host.run(&["plugin", "verify", other]);
    assert!(
        refused.code == 1 && unfolded(&refused.err).contains("the signature is for policy `standard`"),
        "{}{}",
        refused.out,
        refused.err
    );
}

#[test]
fn a_jurisdiction_uses_only_what_those_whom_it_trusts_have_signed() {
    let host = Host::new();
    let folder = plugins(&host);
    let plugin = folder.join("standard.wasm");
    let (plugin, folder) = (plugin.to_str().expect("a path"), folder.to_str().expect("a path"));
    let config = host.data.path().join("exeat.yaml");
    let decide = |trust: &str| {
        fs::write(&config, trust).expect("written");
        let policies = root().join("policies");
        let (config, policies) = (config.to_str().expect("a path"), policies.to_str().expect("a path"));
        let at = "2020-12-15T10:00:00+04:00";
        let asked = ["sms", "1 AZE1234567", "--to", "8103", "--from", "+994501112233", "--at", at];
        host.run(&[&["--config", config, "--policies", policies, "--plugins", folder], &asked[..]].concat())
    };
    let keys = ["ministry.key", "stranger.key"].map(|name| host.data.path().join(name).display().to_string());
    let [ministry, _] = keys.each_ref().map(|key| host.run(&["plugin", "key", key]).out.trim().to_owned());

    assert_eq!(decide("{}").code, 0, "where nobody is named, nobody is asked");
    let trust = format!("trust: {{ AZ: ['{ministry}'] }}\n");
    let refused = decide(&trust);
    assert!(refused.code == 1 && refused.err.contains("nobody has signed it"), "{}{}", refused.out, refused.err);
    host.run(&["plugin", "sign", plugin, "--key", &keys[1]]);
    let refused = decide(&trust);
    assert!(refused.code == 1 && refused.err.contains("it is signed with the key"), "{}{}", refused.out, refused.err);
    host.run(&["plugin", "sign", plugin, "--key", &keys[0]]);
    let granted = decide(&trust);
    assert_eq!(granted.code, 0, "{}{}", granted.out, granted.err);
    let nowhere = decide(&format!("trust: {{ XX: ['{ministry}'] }}\n"));
    assert!(nowhere.code == 0 && nowhere.err.contains("there is no regime"), "{}{}", nowhere.out, nowhere.err);
    let wrong = decide("trust: { AZ: [short] }\n");
    assert!(wrong.code == 1 && wrong.err.contains("32 bytes in base64"), "{}{}", wrong.out, wrong.err);
}
