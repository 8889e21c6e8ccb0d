//! What a photo may be called, and of which format it may be.

use std::path::Path;

use mime_guess::Mime;

use crate::error::Error;
use crate::generated::facts;

/// Refuses a name that would not arrive as it is in the headers of a part of a form.
pub(super) fn check_name(name: &str) -> Result<(), Error> {
    let is_trouble = |it: char| it.is_control() || matches!(it, '"' | '/' | '\\');
    if name.trim().is_empty() {
        return Err(Error::refused("the photo has no name"));
    }
    if name.contains(is_trouble) {
        return Err(Error::refused("the name of the photo has a control character, a quote or a separator in it"));
    }
    Ok(())
}

/// Refuses a size that the document does not allow.
pub(super) fn check_size(size: u64) -> Result<(), Error> {
    let bounds = facts::PHOTO_BYTES;
    if bounds.contains(&size) {
        return Ok(());
    }
    Err(Error::refused(format!("the photo has {size} bytes; it may have {} to {}", bounds.start(), bounds.end())))
}

/// The media type of a photo whose caller did not set one, by its first bytes or, where there are none at hand, by
/// its name.
pub(super) fn media_type(name: &str, head: Option<&[u8]>) -> Result<Mime, Error> {
    let by_name = Path::new(name).extension().and_then(|it| it.to_str()).and_then(of_extension);
    let found = match head {
        None => by_name,
        Some(head) => {
            let by_bytes = infer::get(head).and_then(|it| it.mime_type().parse().ok());
            if by_name.is_some() && by_name != by_bytes {
                let told = |mime: Option<Mime>| mime.map_or_else(|| "no known format".to_owned(), |it| it.to_string());
                let (by_name, by_bytes) = (told(by_name), told(by_bytes));
                return Err(Error::refused(format!(
                    "the photo is {by_name} by its name and {by_bytes} by its bytes; set its content type to send it"
                )));
            }
            by_bytes
        }
    };
    found.filter(|found| facts::PHOTO_FORMATS.iter().any(|it| of_extension(it).as_ref() == Some(found))).ok_or_else(
        || {
            let formats = facts::PHOTO_FORMATS.join(", ");
            Error::refused(format!(
                "the photo is of none of the formats that the product takes, {formats}; set its content type to send it"
            ))
        },
    )
}

fn of_extension(extension: &str) -> Option<Mime> {
    mime_guess::from_ext(extension).first()
}

#[cfg(test)]
mod tests {
    use super::*;

    const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0";
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    const GIF: &[u8] = b"GIF89a\x01\0\x01\0";
    const WEBP: &[u8] = b"RIFF\x24\0\0\0WEBPVP8 ";

    #[test]
    fn a_format_is_told_by_bytes_and_name_together() {
        type Row<'a> = (&'a str, Option<&'a [u8]>, Result<&'a str, &'a str>);
        let rows: [Row<'_>; 20] = [
            ("a.jpg", Some(JPEG), Ok("image/jpeg")),
            ("a.JPEG", Some(JPEG), Ok("image/jpeg")),
            ("a.png", Some(PNG), Ok("image/png")),
            ("a.gif", Some(GIF), Ok("image/gif")),
            ("fileName", Some(JPEG), Ok("image/jpeg")),
            (".png", Some(PNG), Ok("image/png")),
            ("a.2026-07", Some(GIF), Ok("image/gif")),
            ("\u{5199}\u{771f}.png", Some(PNG), Ok("image/png")),
            ("a.png", Some(JPEG), Err("image/png by its name and image/jpeg by its bytes")),
            ("a.jpg", Some(b"hello"), Err("image/jpeg by its name and no known format by its bytes")),
            ("a.jpg", Some(b"\xff\xd8"), Err("image/jpeg by its name and no known format by its bytes")),
            ("a.webp", Some(JPEG), Err("image/webp by its name and image/jpeg by its bytes")),
            ("a.webp", Some(WEBP), Err("none of the formats that the product takes, jpg, png, gif;")),
            ("a", Some(WEBP), Err("none of the formats")),
            ("a", Some(b"hello"), Err("none of the formats")),
            ("a.jpeg", None, Ok("image/jpeg")),
            ("a.Gif", None, Ok("image/gif")),
            ("a.webp", None, Err("none of the formats")),
            ("a", None, Err("none of the formats")),
            ("jpg", None, Err("none of the formats")),
        ];
        for (name, head, expected) in rows {
            let found = media_type(name, head).map(|it| it.to_string()).map_err(|error| error.to_string());
            match expected {
                Ok(expected) => assert_eq!(found.as_deref(), Ok(expected), "{name}"),
                Err(expected) => assert!(found.as_ref().is_err_and(|it| it.contains(expected)), "{name}: {found:?}"),
            }
        }
    }

    #[test]
    fn every_format_of_the_document_has_a_media_type() {
        for format in facts::PHOTO_FORMATS {
            assert!(of_extension(format).is_some_and(|it| it.type_() == "image"), "{format}");
        }
    }

    #[test]
    fn a_name_arrives_as_it_is_or_is_refused() {
        for name in ["a.jpg", "\u{5199}\u{771f}.png", "a b 'c';d=e%22.gif", "..."] {
            assert!(check_name(name).is_ok(), "{name}");
        }
        for name in ["", " ", "\u{3000}", "a\r\nb", "a\0", "a\u{85}b", "a\"b", "a/b", "a\\b"] {
            assert!(check_name(name).is_err(), "{name:?}");
        }
    }

    #[test]
    fn a_size_is_within_the_documented_bounds() {
        let bounds = facts::PHOTO_BYTES;
        for size in [*bounds.start(), *bounds.end()] {
            assert!(check_size(size).is_ok());
        }
        for size in [bounds.start() - 1, bounds.end() + 1, u64::MAX] {
            assert!(check_size(size).is_err());
        }
    }
}
