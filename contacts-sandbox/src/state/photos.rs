//! The photos of contacts, and the uploads that are under way.

use std::collections::BTreeMap;

use bytes::Bytes;

/// A photo.
#[derive(Clone, Debug)]
pub(crate) struct Photo {
    pub(crate) file_name: String,
    pub(crate) content_type: String,
    pub(crate) data: Bytes,
}

/// A file that was announced and is to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Announcement {
    pub(crate) contact_id: String,
    pub(crate) file_name: String,
    /// In bytes.
    pub(crate) size: u64,
    /// When it was announced, in seconds of UNIX time.
    pub(crate) made: i64,
}

/// How many announcements are remembered; with one more, the oldest is forgotten.
const MOST: usize = 10_000;

/// The photos by the ids of their contacts.
#[derive(Debug, Default)]
pub(crate) struct Photos {
    by_contact: BTreeMap<String, Photo>,
    announcements: BTreeMap<u64, Announcement>,
    /// The number of the next announcement.
    next: u64,
}

impl Photos {
    pub(crate) fn get(&self, contact_id: &str) -> Option<&Photo> {
        self.by_contact.get(contact_id)
    }

    pub(crate) fn insert(&mut self, contact_id: String, photo: Photo) {
        self.by_contact.insert(contact_id, photo);
    }

    pub(crate) fn remove(&mut self, contact_id: &str) -> Option<Photo> {
        self.by_contact.remove(contact_id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Photo)> {
        self.by_contact.iter().map(|(id, photo)| (id.as_str(), photo))
    }

    /// Remembers an announcement, under the number that is returned, and forgets those that were made at a moment or
    /// before it.
    pub(crate) fn announce(&mut self, announcement: Announcement, expired: i64) -> u64 {
        self.announcements.retain(|_, it| it.made > expired);
        while self.announcements.len() >= MOST {
            self.announcements.pop_first();
        }
        let number = self.next;
        self.next += 1;
        self.announcements.insert(number, announcement);
        number
    }

    /// The announcement of a number, if its file is still to come.
    pub(crate) fn announced(&self, number: u64) -> Option<&Announcement> {
        self.announcements.get(&number)
    }

    /// Forgets an announcement: its file has come.
    pub(crate) fn fulfil(&mut self, number: u64) {
        self.announcements.remove(&number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn announcements_are_few_and_the_newest_ones() {
        let mut photos = Photos::default();
        let announcement = |made| Announcement { contact_id: String::new(), file_name: String::new(), size: 1, made };
        for made in 0..=MOST {
            photos.announce(announcement(i64::try_from(made).unwrap_or_default()), -1);
        }
        assert_eq!((photos.announcements.len(), photos.announced(0)), (MOST, None));
        assert_eq!(photos.announced(1), Some(&announcement(1)));
        let last = i64::try_from(MOST).unwrap_or_default();
        photos.announce(announcement(last + 1), last);
        assert_eq!(photos.announcements.len(), 1);
    }
}
