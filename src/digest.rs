//! Short names of contents.

use sha2::{Digest, Sha256};

/// The first 16 digits of the SHA-256 of some bytes.
pub(crate) fn short_digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
