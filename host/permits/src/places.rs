//! What is sealed where, and what is looked up by which hash. Every name here is part of what is stored: none is ever changed.

use domain::{
    AttributeName, IdentityNumber, Instant, Jurisdiction, PhoneNumber, Plate, RegistrationCode, Secret, ServiceNumber, TableName,
};
use serde::{Deserialize, Serialize};
use store::{
    Lookup, Sealed,
    query::{conversation::StoredConversation, outbox::StoredOutgoing, person::Person},
};

use crate::{
    error::PermitsError,
    message::{Conversation, Dialog, Letters, Outgoing},
    vault::{Vault, VaultError},
};

const IDENTITY: &str = "person.identity";
const PLATE: &str = "permit.plate";
const DETAILS: &str = "registration.details";
const DIALOG: &str = "conversation.dialog";
const RECIPIENT: &str = "outbox.recipient";
const TEXT: &str = "outbox.text";
const DOCUMENT: &str = "permit_change.document";

/// What a registration keeps beside its place.
#[derive(Serialize, Deserialize)]
struct Details {
    name: String,
    address: String,
    phone: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct SealedDialog {
    form: String,
    regime: domain::RegimeId,
    collected: std::collections::BTreeMap<String, String>,
}

impl Vault {
    pub(crate) fn person(&self, identity: &IdentityNumber) -> Lookup {
        self.lookup("person.identity", &[identity.reveal()])
    }

    /// A person of whom nothing is known but a telephone: where a regime asks for no identity.
    pub(crate) fn person_of_phone(&self, phone: &PhoneNumber) -> Lookup {
        self.lookup("person.phone", &[phone.as_str()])
    }

    /// What names a person in an imported table. It is another in every table, and in none of them the one by which the person
    /// itself is found: lists can't be laid side by side without the key.
    pub(crate) fn in_table(&self, jurisdiction: &Jurisdiction, table: &TableName, person: &Lookup) -> Lookup {
        let jurisdiction = jurisdiction.to_string();
        self.hashed([b"fact_row.key", jurisdiction.as_bytes(), table.as_str().as_bytes(), person.bytes()].into_iter())
    }

    /// A group of people, by what an attribute says of each of them. The same name under another attribute is another group.
    pub(crate) fn group(&self, jurisdiction: &Jurisdiction, attribute: &AttributeName, name: &str) -> Lookup {
        self.lookup("person_group.lookup", &[&jurisdiction.to_string(), attribute.as_str(), name])
    }

    pub(crate) fn seal_identity(&self, person: &Lookup, identity: &str) -> Result<Sealed, VaultError> {
        self.seal(IDENTITY, person.bytes(), identity)
    }

    pub(crate) fn open_identity(&self, person: &Person) -> Result<IdentityNumber, VaultError> {
        let text = self.open(IDENTITY, person.lookup.bytes(), &person.identity)?;
        text.parse().map_err(|_| VaultError::Open(IDENTITY))
    }

    pub(crate) fn registered_phone(&self, phone: &PhoneNumber) -> Lookup {
        self.lookup("registration.phone", &[phone.as_str()])
    }

    /// The telephone that an application came from by text message.
    pub(crate) fn asking_phone(&self, phone: &PhoneNumber) -> Lookup {
        self.lookup("permit.phone", &[phone.as_str()])
    }

    /// The telephone that a registration was made from, if it was made from one.
    pub(crate) fn open_details_phone(&self, code: RegistrationCode, details: &Sealed) -> Result<Option<String>, VaultError> {
        let text = self.open(DETAILS, code.to_string().as_bytes(), details)?;
        let details: Details = serde_json::from_str(&text).map_err(|_| VaultError::Open(DETAILS))?;
        Ok(details.phone)
    }

    pub(crate) fn seal_details(
        &self,
        code: RegistrationCode,
        name: &Secret,
        address: &Secret,
        phone: Option<&PhoneNumber>,
    ) -> Result<Sealed, PermitsError> {
        let details = Details {
            name: name.reveal().to_owned(),
            address: address.reveal().to_owned(),
            phone: phone.map(|phone| phone.as_str().to_owned()),
        };
        Ok(self.seal(DETAILS, code.to_string().as_bytes(), &json(DETAILS, &details)?)?)
    }

    pub(crate) fn plate(&self, plate: &Plate) -> Lookup {
        self.lookup("permit.plate", &[plate.as_str()])
    }

    pub(crate) fn seal_plate(&self, decision: &str, plate: &Plate) -> Result<Sealed, VaultError> {
        self.seal(PLATE, decision.as_bytes(), plate.as_str())
    }

    pub(crate) fn open_plate(&self, decision: &str, plate: &Sealed) -> Result<Plate, VaultError> {
        self.open(PLATE, decision.as_bytes(), plate)?.parse().map_err(|_| VaultError::Open(PLATE))
    }

    /// A telephone, to count what comes from it.
    pub(crate) fn counted_phone(&self, phone: &PhoneNumber) -> Lookup {
        self.lookup("tally.phone", &[phone.as_str()])
    }

    /// A document that was shown for a permit that a decision granted.
    pub(crate) fn seal_document(&self, decision: &str, document: &Secret) -> Result<Sealed, VaultError> {
        self.seal(DOCUMENT, decision.as_bytes(), document.reveal())
    }

    pub(crate) fn open_document(&self, decision: &str, document: &Sealed) -> Result<Secret, VaultError> {
        self.open(DOCUMENT, decision.as_bytes(), document).map(Secret::new)
    }

    pub(crate) fn conversation(&self, from: &PhoneNumber, to: &ServiceNumber) -> Lookup {
        self.lookup("conversation", &[from.as_str(), to.as_str()])
    }

    pub(crate) fn seal_conversation(&self, key: &Lookup, conversation: &Conversation) -> Result<StoredConversation, PermitsError> {
        let dialog = match &conversation.dialog {
            None => None,
            Some(dialog) => {
                let collected = dialog.collected.iter().map(|(field, said)| (field.clone(), said.reveal().to_owned())).collect();
                let sealed = SealedDialog { form: dialog.form.clone(), regime: dialog.regime.clone(), collected };
                Some((self.seal(DIALOG, key.bytes(), &json(DIALOG, &sealed)?)?, dialog.expires_at))
            }
        };
        Ok(StoredConversation {
            language: conversation.language,
            dialog,
            silent_since: conversation.silent_since,
            letters: conversation.letters.map(|letters| letters.as_str().to_owned()),
            version: conversation.version,
        })
    }

    pub(crate) fn open_conversation(&self, key: &Lookup, stored: StoredConversation) -> Result<Conversation, VaultError> {
        let dialog = match stored.dialog {
            None => None,
            Some((sealed, expires_at)) => Some(self.open_dialog(key, &sealed, expires_at)?),
        };
        Ok(Conversation {
            language: stored.language,
            dialog,
            silent_since: stored.silent_since,
            letters: stored.letters.as_deref().and_then(Letters::read),
            version: stored.version,
        })
    }

    fn open_dialog(&self, key: &Lookup, sealed: &Sealed, expires_at: Instant) -> Result<Dialog, VaultError> {
        let text = self.open(DIALOG, key.bytes(), sealed)?;
        let dialog: SealedDialog = serde_json::from_str(&text).map_err(|_| VaultError::Open(DIALOG))?;
        let collected = dialog.collected.into_iter().map(|(field, said)| (field, Secret::new(said))).collect();
        Ok(Dialog { form: dialog.form, regime: dialog.regime, collected, expires_at })
    }

    /// Recipient and text of a message that answers the one with this key.
    pub(crate) fn seal_outgoing(&self, message: &Lookup, to: &PhoneNumber, text: &str) -> Result<(Sealed, Sealed), VaultError> {
        Ok((self.seal(RECIPIENT, message.bytes(), to.as_str())?, self.seal(TEXT, message.bytes(), text)?))
    }

    pub(crate) fn open_recipient(&self, message: &Lookup, recipient: &Sealed) -> Result<PhoneNumber, VaultError> {
        self.open(RECIPIENT, message.bytes(), recipient)?.parse().map_err(|_| VaultError::Open(RECIPIENT))
    }

    pub(crate) fn open_outgoing(&self, stored: StoredOutgoing) -> Result<Outgoing, VaultError> {
        let to = self.open_recipient(&stored.message, &stored.recipient)?;
        let text = self.open(TEXT, stored.message.bytes(), &stored.text)?;
        Ok(Outgoing {
            id: stored.id.parse().map_err(|_| VaultError::Open(TEXT))?,
            source: stored.source,
            to,
            from: stored.sender,
            text: Secret::new(text),
            attempts: stored.attempts,
            doubtful: stored.doubtful,
            due: stored.next_at,
            claimed_until: None,
            expires_at: stored.expires_at,
        })
    }
}

fn json<T: Serialize>(place: &'static str, value: &T) -> Result<String, VaultError> {
    serde_json::to_string(value).map_err(|_| VaultError::Seal(place))
}
