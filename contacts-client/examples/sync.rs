//! Keeps a copy of all contacts in a database: each run takes over what has changed since the one before.
//!
//! ```text
//! cargo run --example sync -- contacts.db 2026-01-01T00:00:00+09:00
//! cargo run --example sync -- contacts.db
//! ```
//!
//! The moment is where the first run begins; later runs know where the one before ended. Contacts and checkpoint
//! are written in one transaction, so that a run that is cut off loses nothing and the next goes on from there.
//! Deleted contacts are not listed any more, so they stay in the copy.
//!
//! The environment says how to reach the service: see `Client::from_env`.

use std::error::Error;

use contacts_client::Client;
use contacts_client::changes::{Changes, Checkpoint};
use contacts_client::types::{Contact, DateTime};
use rusqlite::{Connection, OptionalExtension as _, params};

/// How many contacts are written at a time.
const BATCH: usize = 500;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS contact (id TEXT PRIMARY KEY, name TEXT, modified TEXT, json TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), json TEXT NOT NULL) STRICT;
";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: sync DATABASE [SINCE]")?;
    let mut database = Connection::open(path)?;
    database.execute_batch(SCHEMA)?;
    let kept: Option<String> = database.query_row("SELECT json FROM checkpoint", [], |row| row.get(0)).optional()?;

    let client = Client::from_env()?;
    let changes = match kept {
        Some(checkpoint) => client.changes_from(serde_json::from_str(&checkpoint)?),
        None => client.changed_since(arguments.next().ok_or("the first run needs SINCE, a moment to begin at")?),
    };
    let count = copy(changes.page_size(500), &mut database).await?;
    println!("{count} contacts were changed");
    Ok(())
}

async fn copy(mut changes: Changes, database: &mut Connection) -> Result<usize, Box<dyn Error>> {
    let mut count = 0;
    loop {
        let mut batch = Vec::with_capacity(BATCH);
        let mut failure = None;
        while batch.len() < BATCH && failure.is_none() {
            match changes.next().await {
                Some(Ok(contact)) => batch.push(contact),
                Some(Err(error)) => failure = Some(error),
                None => break,
            }
        }
        // What came before an error is kept, too.
        write(database, &batch, &changes.checkpoint())?;
        count += batch.len();
        match failure {
            Some(error) => return Err(error.into()),
            None if batch.len() < BATCH => return Ok(count),
            None => {}
        }
    }
}

fn write(database: &mut Connection, contacts: &[Contact], checkpoint: &Checkpoint) -> Result<(), Box<dyn Error>> {
    let transaction = database.transaction()?;
    for contact in contacts {
        let name = contact.contact_name.display(contacts_client::NameOrder::Japanese);
        let modified = contact.modified_time.as_ref().map(DateTime::as_str);
        transaction.execute(
            "INSERT OR REPLACE INTO contact VALUES (?1, ?2, ?3, ?4)",
            params![contact.contact_id.as_str(), name, modified, serde_json::to_string(contact)?],
        )?;
    }
    transaction.execute("INSERT OR REPLACE INTO checkpoint VALUES (1, ?1)", [serde_json::to_string(checkpoint)?])?;
    Ok(transaction.commit()?)
}
