//! Takes what the reference is made of out of the archive in which Swagger UI comes, when the crate is built, and
//! writes down what `src/page/assets.rs` includes.
//!
//! A file stays packed as it is in the archive. gzip packs the same way and differs in what stands around it, so that
//! the sandbox hands a file out as it holds it and the browser unpacks it.

use std::error::Error;
use std::io::{Cursor, Read};
use std::path::PathBuf;
use std::{env, fs};

use utoipa_swagger_ui_vendored::SWAGGER_UI_VENDORED;
use zip::{CompressionMethod, ZipArchive};

/// What the reference needs, by the name within the archive's only folder, and the name by which it is asked for.
const FILES: [(&str, &str); 7] = [
    ("dist/favicon-32x32.png", "favicon.png"),
    ("dist/oauth2-redirect.html", "oauth2-redirect.html"),
    ("dist/oauth2-redirect.js", "oauth2-redirect.js"),
    ("dist/swagger-ui-bundle.js", "swagger-ui-bundle.js"),
    ("dist/swagger-ui.css", "swagger-ui.css"),
    ("LICENSE", "swagger-ui-license.txt"),
    ("NOTICE", "swagger-ui-notice.txt"),
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if let Err(error) = take_out() {
        println!("cargo::error=Swagger UI cannot be taken out of its archive: {error}");
    }
}

fn take_out() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: this is no build of Cargo's")?);
    let mut archive = ZipArchive::new(Cursor::new(SWAGGER_UI_VENDORED))?;
    let mut assets = Vec::new();
    for (path, name) in FILES {
        let names = archive.file_names().collect::<Result<Vec<_>, _>>()?;
        let at = names.iter().position(|full| full.split_once('/').is_some_and(|(_, rest)| rest == path));
        let at = at.ok_or_else(|| format!("it has no {path}"))?;
        let mut file = archive.by_index_raw(at)?;
        let mut packed = Vec::new();
        file.read_to_end(&mut packed)?;
        let is_packed = match file.compression() {
            CompressionMethod::STORE => false,
            CompressionMethod::DEFLATE => true,
            other => return Err(format!("{path} is packed by {other}").into()),
        };
        if is_packed {
            packed = gzip(&packed, file.crc32(), u32::try_from(file.size())?);
        }
        fs::write(folder.join(name), packed)?;
        let (path, tag) = (format!("/{name}"), format!("\"{:08x}\"", file.crc32()));
        assets.push(format!(
            "Asset {{ name: {name:?}, bytes: include_bytes!(concat!(env!(\"OUT_DIR\"), {path:?})), \
             is_packed: {is_packed}, tag: {tag:?} }}"
        ));
    }
    fs::write(folder.join("assets.rs"), format!("&[{}]\n", assets.join(", ")))?;
    Ok(())
}

/// What was packed by DEFLATE as a file of gzip (RFC 1952), of no name, no time and no known system.
fn gzip(deflated: &[u8], crc32: u32, size: u32) -> Vec<u8> {
    let head = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    [&head, deflated, &crc32.to_le_bytes(), &size.to_le_bytes()].concat()
}
