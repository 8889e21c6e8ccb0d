//! Counts the contacts that are linked to somebody outside: people on LINE, and members of other companies.
//!
//! ```text
//! cargo run --example external_links
//! ```
//!
//! The environment says how to reach the service: see `Client::from_env`.

use std::collections::BTreeMap;
use std::error::Error;

use contacts_client::Client;
use contacts_client::types::{ListContactsParams, SearchFilterType};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    let params =
        ListContactsParams::default().set_search_filter_type(SearchFilterType::LinkedExternalUser).set_count(500);
    let mut contacts = client.list_contacts_paged(params).items();
    let (mut of_kind, mut of_member) = (BTreeMap::new(), BTreeMap::new());
    while let Some(contact) = contacts.next().await {
        let Some(outside) = contact?.linked_external_user else { continue };
        let kind = outside.type_.map_or_else(|| "unknown".to_owned(), |kind| kind.to_string());
        *of_kind.entry(kind).or_insert(0_u32) += 1;
        for member in outside.buddy_user_ids {
            *of_member.entry(member).or_insert(0_u32) += 1;
        }
    }
    for (kind, count) in &of_kind {
        println!("{kind:<10} {count:>6}");
    }
    println!("{} members have added them, {} links in all", of_member.len(), of_member.values().sum::<u32>());
    Ok(())
}
