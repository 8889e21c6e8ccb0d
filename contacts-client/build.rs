//! Inside its workspace the client does not build while it is stale; a copy elsewhere has nothing to be
//! stale against.

use std::fs;
use std::path::Path;

const SPEC: &str = "../openapi/contacts.yaml";
const GENERATOR: &str = "../xtask/Cargo.toml";
const GENERATED: &str = "src/generated/mod.rs";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if !Path::new(GENERATOR).exists() {
        return;
    }
    let Ok(spec) = fs::read(SPEC) else { return };
    println!("cargo::rerun-if-changed={SPEC}");
    println!("cargo::rerun-if-changed={GENERATED}");
    let digest: String = hmac_sha256::Hash::hash(&spec).iter().map(|byte| format!("{byte:02x}")).collect();
    if !fs::read_to_string(GENERATED).is_ok_and(|generated| generated.contains(&digest)) {
        println!("cargo::error=openapi/contacts.yaml has changed; run `cargo xtask generate`");
    }
}
