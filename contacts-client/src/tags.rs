//! Tags by their names: the service goes by ids, and services that tag contacts know names.
//!
//! ```no_run
//! # async fn example(client: &contacts_client::Client) -> Result<(), contacts_client::Error> {
//! let tag = client.find_or_create_contact_tag("Partner").await?;
//! println!("{}", tag.contact_tag_id);
//! # Ok(())
//! # }
//! ```

use crate::client::Client;
use crate::error::Error;
use crate::types::{
    ContactTag, ContactTagInput, ContactTagType, ErrorCode, ListContactTagsParams, ListUserContactTagsParams, UserId,
};

impl Client {
    /// The company tag with this very name; if there is none, it is created.
    ///
    /// Where somebody else creates it at the same time, and the service tells, theirs is returned. Whether two tags can
    /// have the same name is not documented; of several the first one in the list is returned.
    ///
    /// # Errors
    ///
    /// Those of [`list_contact_tags`](Self::list_contact_tags) and
    /// [`create_contact_tag`](Self::create_contact_tag). To call it again does no harm.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact-tag-create>
    pub async fn find_or_create_contact_tag(&self, name: &str) -> Result<ContactTag, Error> {
        self.find_or_create(None, name).await
    }

    /// The member's own tag with this very name; if there is none, it is created: see
    /// [`find_or_create_contact_tag`](Self::find_or_create_contact_tag).
    ///
    /// # Errors
    ///
    /// Those of [`list_user_contact_tags`](Self::list_user_contact_tags) and
    /// [`create_user_contact_tag`](Self::create_user_contact_tag). To call it again does no harm.
    ///
    /// Documentation: <https://developers.worksmobile.com/en/docs/contact-tag-user-create>
    pub async fn find_or_create_user_contact_tag(&self, user_id: &UserId, name: &str) -> Result<ContactTag, Error> {
        self.find_or_create(Some(user_id), name).await
    }

    async fn find_or_create(&self, owner: Option<&UserId>, name: &str) -> Result<ContactTag, Error> {
        if let Some(tag) = self.find_tag(owner, name).await? {
            return Ok(tag);
        }
        let tag = ContactTagInput::new(name);
        let created = match owner {
            None => self.create_contact_tag(&tag).await,
            Some(user_id) => self.create_user_contact_tag(user_id, &tag).await,
        };
        match created {
            Ok(tag) => Ok(tag.into_inner()),
            Err(error) if error.is_conflict() || error.code() == Some(&ErrorCode::AlreadyExist) => {
                self.find_tag(owner, name).await?.ok_or(error)
            }
            Err(error) => Err(error),
        }
    }

    async fn find_tag(&self, owner: Option<&UserId>, name: &str) -> Result<Option<ContactTag>, Error> {
        let (mut tags, kind) = match owner {
            None => {
                let params = ListContactTagsParams::default().set_type(ContactTagType::Company);
                (self.list_contact_tags_paged(params).items(), ContactTagType::Company)
            }
            Some(user_id) => {
                let params = ListUserContactTagsParams::default().set_type(ContactTagType::User);
                (self.list_user_contact_tags_paged(user_id, params).items(), ContactTagType::User)
            }
        };
        while let Some(tag) = tags.next().await {
            let tag = tag?;
            if tag.contact_tag_name == name && tag.type_.as_ref().is_none_or(|it| *it == kind) {
                return Ok(Some(tag));
            }
        }
        Ok(None)
    }
}
