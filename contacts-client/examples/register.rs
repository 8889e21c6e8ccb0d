//! Registers the contacts of a file, one a line, each as `createContact` takes it.
//!
//! ```text
//! cargo run --example register -- contacts.ndjson
//! ```
//!
//! Every line is held against the documentation first; nothing is sent while one of them is at fault. What was sent
//! is noted beside the file, in `contacts.ndjson.done`: a second run goes on where the first one ended. A contact of
//! which nobody knows whether it was created, because the connection broke off before the answer, is noted as
//! `unsure` and never sent again: look whether it is there, and strike the note if it is not.
//!
//! The environment says how to reach the service: see `Client::from_env`.

use std::collections::HashSet;
use std::error::Error;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write as _};

use contacts_client::types::ContactInput;
use contacts_client::{Client, Operation, check};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: register FILE.ndjson")?;
    let contacts = read(&path)?;
    let journal_path = format!("{path}.done");
    let noted = noted(&journal_path)?;
    let mut journal = OpenOptions::new().create(true).append(true).open(&journal_path)?;

    let client = Client::from_env()?;
    let rest: Vec<_> = contacts.iter().filter(|(line, _)| !noted.contains(line)).collect();
    let minutes = client.eta(&Operation::CREATE_CONTACT, rest.len()).as_secs() / 60;
    println!("{} of {} are left to do, for {minutes} minutes", rest.len(), contacts.len());
    for (line, contact) in rest {
        match client.create_contact(contact).await {
            Ok(created) => note(&mut journal, *line, created.contact_id.as_str())?,
            // The service has said no, or was never asked: the next run may try again.
            Err(error) if !error.may_have_been_carried_out() => {
                return Err(format!("line {line}: {error}").into());
            }
            Err(error) => {
                note(&mut journal, *line, "unsure")?;
                return Err(format!("line {line}: {error}; look whether it was created").into());
            }
        }
    }
    println!("done");
    Ok(())
}

/// The contacts by the numbers of their lines, if there is nothing wrong with any of them.
fn read(path: &str) -> Result<Vec<(usize, ContactInput)>, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let mut contacts = Vec::new();
    let mut faults = 0;
    for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        let contact: ContactInput = match serde_json::from_str(text) {
            Ok(contact) => contact,
            Err(error) => {
                faults += 1;
                eprintln!("{path}:{line}:{}: no contact", error.column());
                continue;
            }
        };
        match check::body(&Operation::CREATE_CONTACT, &contact) {
            Ok(_) => contacts.push((line, contact)),
            Err(error) => {
                faults += 1;
                eprintln!("{path}:{line}: {error}");
            }
        }
    }
    if faults > 0 {
        return Err(format!("nothing was sent: {faults} lines are at fault").into());
    }
    Ok(contacts)
}

/// The lines that earlier runs have dealt with.
fn noted(path: &str) -> Result<HashSet<usize>, Box<dyn Error>> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(format!("{path}: {error}").into()),
    };
    Ok(text.lines().filter_map(|note| note.split_once(' ')?.0.parse().ok()).collect())
}

fn note(journal: &mut File, line: usize, what: &str) -> std::io::Result<()> {
    writeln!(journal, "{line} {what}")?;
    journal.sync_data()
}
