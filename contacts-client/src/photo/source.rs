//! Where the bytes of a photo come from, piece by piece, and whether they are what was announced.

use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use tokio::fs::File;
use tokio::io::AsyncReadExt as _;

use super::Progress;
use crate::error::Error;

/// How many bytes are read, and handed on, at a time.
const PIECE: usize = 64 * 1024;
/// As much of a file as tells its format.
const HEAD: u64 = 512;

const UNREADABLE: &str = "the photo cannot be read";

/// Bytes as they come.
type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes, Error>> + Send>>;

pub(super) enum Source {
    Bytes(Bytes),
    File {
        path: PathBuf,
        looks: Looks,
    },
    /// None once it was taken.
    Stream(Mutex<Option<Pieces>>),
}

/// What can be seen of a file without reading it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Looks {
    size: u64,
    modified: Option<SystemTime>,
}

impl Source {
    /// A file, with its size and its first bytes.
    pub(super) async fn file(path: &Path) -> Result<(Self, u64, Bytes), Error> {
        let unreadable = |error: io::Error| Error::file(UNREADABLE).with_cause(error);
        // Before it is opened, because to open a pipe is to wait for its other end.
        if !tokio::fs::metadata(path).await.map_err(unreadable)?.is_file() {
            return Err(Error::file("the photo is not a file"));
        }
        let file = File::open(path).await.map_err(unreadable)?;
        let looks = Looks::of(&file).await.map_err(unreadable)?;
        let mut head = Vec::new();
        file.take(HEAD).read_to_end(&mut head).await.map_err(unreadable)?;
        Ok((Self::File { path: path.to_owned(), looks }, looks.size, head.into()))
    }

    pub(super) fn stream(stream: impl Stream<Item = Result<Bytes, io::Error>> + Send + 'static) -> Self {
        let pieces = stream.map_err(|error| Error::file(UNREADABLE).with_cause(error));
        Self::Stream(Mutex::new(Some(Box::pin(pieces))))
    }

    /// All the bytes, from the first; none if they were had before and cannot be had again.
    pub(super) fn pieces(&self) -> Option<Pieces> {
        match self {
            Self::Bytes(bytes) => Some(split(bytes.clone()).boxed()),
            Self::File { path, looks } => Some(read(path.clone(), *looks).boxed()),
            Self::Stream(stream) => stream.lock().unwrap_or_else(PoisonError::into_inner).take(),
        }
    }
}

fn split(mut bytes: Bytes) -> impl Stream<Item = Result<Bytes, Error>> {
    stream::iter(std::iter::from_fn(move || {
        let piece = bytes.split_to(bytes.len().min(PIECE));
        (!piece.is_empty()).then_some(Ok(piece))
    }))
}

/// Reads a file that is to look the same before and after.
fn read(path: PathBuf, looks: Looks) -> impl Stream<Item = Result<Bytes, Error>> {
    stream::try_unfold(None, move |file| {
        let path = path.clone();
        async move {
            let unreadable = |error: io::Error| Error::file(UNREADABLE).with_cause(error);
            let mut file = match file {
                Some(file) => file,
                None => looks.same(File::open(path).await.map_err(unreadable)?).await?,
            };
            let mut piece = BytesMut::with_capacity(PIECE);
            match file.read_buf(&mut piece).await.map_err(unreadable)? {
                0 => looks.same(file).await.map(|_| None),
                _ => Ok(Some((piece.freeze(), Some(file)))),
            }
        }
    })
}

impl Looks {
    async fn of(file: &File) -> io::Result<Self> {
        let metadata = file.metadata().await?;
        Ok(Self { size: metadata.len(), modified: metadata.modified().ok() })
    }

    async fn same(self, file: File) -> Result<File, Error> {
        match Self::of(&file).await {
            Ok(looks) if looks == self => Ok(file),
            Ok(_) => Err(Error::file("the photo changed after it was looked at")),
            Err(error) => Err(Error::file(UNREADABLE).with_cause(error)),
        }
    }
}

/// Counts bytes, and fails when there are more or fewer than announced.
///
/// A connection would cut off what is too much without a word.
pub(super) fn measured(
    pieces: Pieces,
    size: u64,
    progress: Option<Progress>,
) -> impl Stream<Item = Result<Bytes, Error>> + Send {
    stream::try_unfold((pieces, 0), move |(mut pieces, before)| {
        let progress = progress.clone();
        async move {
            let Some(piece) = pieces.next().await.transpose()? else {
                let is_whole = before == size;
                return if is_whole { Ok(None) } else { Err(Error::file("the photo is shorter than announced")) };
            };
            let sent = before + piece.len() as u64;
            if sent > size {
                return Err(Error::file("the photo is longer than announced"));
            }
            if let Some(progress) = progress {
                progress(sent, size);
            }
            Ok(Some((piece, (pieces, sent))))
        }
    })
}
