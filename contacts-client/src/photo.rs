//! Photos travel over hosts of their own, to addresses that the service gives for each of them.
//!
//! To upload one is two requests and to download one is two, of which the second goes to an address that came in an
//! answer, and carries the token. Here they are one call each, and such an address is held against the domains that
//! [may have the token](crate::ClientBuilder::file_domains) before anything is sent to it.
//!
//! ```no_run
//! use contacts_client::photo::Photo;
//!
//! # async fn example(client: &contacts_client::Client) -> Result<(), contacts_client::Error> {
//! let id = "contact2-a56d-44a4-5304-033e16fca8d1".into();
//! let photo = Photo::from_path("taro.jpg").await?.progress(|sent, total| println!("{sent} of {total} bytes"));
//! client.upload_photo(&id, photo).await?;
//!
//! let photo = client.download_photo(&id).await?;
//! println!("{:?}", photo.content_type());
//! let bytes = photo.bytes(20 * 1024 * 1024).await?;
//!
//! client.delete_contact_photo(&id).await?;
//! # Ok(())
//! # }
//! ```
//!
//! A file is read while it is sent, and written while it is received: none is held whole in memory.
//!
//! # Which photos
//!
//! What is known to be wrong is refused before anything is sent, with [`Error::is_refused`]:
//!
//! - the size, which has documented bounds;
//! - a name that is empty, or has control characters, quotes or separators of paths in it;
//! - a format that the product does not take. What the API takes is not documented, so this is an assumption, and does
//!   not hold for a photo whose [content type](Photo::content_type) is set outright. The format is what the
//!   first bytes say, and the extension of the name, if it has one, must agree; of a stream only the extension
//!   is known.
//!
//! Documentation: <https://developers.worksmobile.com/en/docs/contact-photo-create>,
//! <https://developers.worksmobile.com/en/docs/file-upload>

pub(crate) mod address;
mod download;
mod format;
mod source;
mod upload;

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;
use futures_util::TryStreamExt as _;

pub use download::PhotoDownload;

use crate::error::Error;
use source::Source;

/// Is told how many bytes of how many are on their way.
type Progress = Arc<dyn Fn(u64, u64) + Send + Sync>;

/// A photo to [upload](crate::Client::upload_photo): its name, its size, and where its bytes come from.
pub struct Photo {
    name: String,
    size: u64,
    /// The first bytes, where they are at hand.
    head: Option<Bytes>,
    source: Source,
    content_type: Option<String>,
    progress: Option<Progress>,
}

impl Photo {
    /// A file. Its name is the last part of the path.
    ///
    /// The file is looked at now, and read when the photo is uploaded; if it has changed by then, or changes
    /// meanwhile, the upload is an error.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is no file, or has a name that is not Unicode.
    pub async fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.ok_or_else(|| Error::refused("the file has no name that can be sent"))?.to_owned();
        let (source, size, head) = Source::file(path).await?;
        Ok(Self { name, size, head: Some(head), source, content_type: None, progress: None })
    }

    /// Bytes in memory, and the name to give them.
    pub fn from_bytes(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let size = bytes.len() as u64;
        let (head, source) = (Some(bytes.clone()), Source::Bytes(bytes));
        Self { name: name.into(), size, head, source, content_type: None, progress: None }
    }

    /// What a stream brings: that many bytes, else the upload is an error. It can be read once, so that an upload that
    /// failed is not repeated.
    ///
    /// ```
    /// use contacts_client::photo::Photo;
    ///
    /// # fn example(file: impl futures_core::Stream<Item = std::io::Result<Vec<u8>>> + Send + 'static) {
    /// let photo = Photo::from_stream("taro.jpg", 1_000_000, file);
    /// # }
    /// ```
    pub fn from_stream<B: Into<Bytes> + 'static>(
        name: impl Into<String>,
        size: u64,
        stream: impl Stream<Item = Result<B, io::Error>> + Send + 'static,
    ) -> Self {
        let source = Source::stream(stream.map_ok(Into::into));
        Self { name: name.into(), size, head: None, source, content_type: None, progress: None }
    }

    /// Sets the media type, such as `image/jpeg`, and with it that the photo may be of any format. By default it is
    /// that of its first bytes or, for a stream, of the extension of its name.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// What to call with how many bytes have been handed to the connection, and how many there are. The count begins
    /// anew when the photo is sent again.
    #[must_use]
    pub fn progress(mut self, progress: impl Fn(u64, u64) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(progress));
        self
    }
}

impl fmt::Debug for Photo {
    /// Shows the size; a name may be that of a person.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Photo").field("size", &self.size).finish_non_exhaustive()
    }
}
