//! Signing the log of an account, and checking a document that was signed (`docs/adr/0013`).
//!
//! The key is derived from the register's secret, so that there is no second file to keep. Whoever
//! has its public half can check a document without the register and without the secret.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use nmrs_domain::log::{Chain, Checked};
use nmrs_domain::wire::{LogContent, LogDocumentOut, SignatureOut};
use sha2::{Digest as _, Sha256};

use crate::AppError;

const FORMAT: &str = "nmrs-log-document-1";
const ALGORITHM: &str = "Ed25519";
/// Keeps the key apart from everything else that is ever derived from the secret.
const PURPOSE: &[u8] = b"nmrs signing key of log documents, 1\0";

/// The register's key for documents.
#[derive(Clone)]
pub struct DocumentKey(SigningKey);

impl std::fmt::Debug for DocumentKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DocumentKey")
    }
}

impl DocumentKey {
    /// The key of the register with this secret.
    pub fn new(secret: &[u8]) -> Self {
        let seed = Sha256::new()
            .chain_update(PURPOSE)
            .chain_update(secret)
            .finalize();
        Self(SigningKey::from_bytes(&seed.into()))
    }

    /// The public half, in hexadecimal digits.
    pub fn public(&self) -> String {
        hex(self.0.verifying_key().as_bytes())
    }

    pub(crate) fn sign(&self, content: LogContent) -> Result<LogDocumentOut, AppError> {
        let signature = self.0.sign(&signed_bytes(&content)?);
        Ok(LogDocumentOut {
            format: FORMAT.into(),
            content,
            signature: SignatureOut {
                algorithm: ALGORITHM.into(),
                public_key: self.public(),
                value: hex(&signature.to_bytes()),
            },
        })
    }
}

/// What the signature is over.
fn signed_bytes(content: &LogContent) -> Result<Vec<u8>, AppError> {
    serde_json::to_vec(content).map_err(|error| AppError::Internal(error.to_string()))
}

/// Why a document proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentFault {
    /// It is none, or has more in it than was signed.
    #[error("this is no log document, or something was added to it: {0}")]
    Unreadable(String),
    /// The public key is no key.
    #[error("a public key has 64 hexadecimal digits")]
    NoKey,
    /// It names another key: another register signed it, or a forger.
    #[error("it was not signed with this key, but with {0}")]
    OtherKey(String),
    /// The signature is not that of this content.
    #[error("the signature does not match: the document was altered")]
    Signature,
}

/// A document whose signature is good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Genuine {
    /// What was signed.
    pub content: LogContent,
    /// What its own chain of hashes says, recomputed from its events.
    pub chain: Checked,
}

/// Checks a document against a public key (64 hexadecimal digits) that came some other way than
/// the document itself.
///
/// # Errors
/// Why it proves nothing.
pub fn check(text: &str, public_key: &str) -> Result<Genuine, DocumentFault> {
    let unreadable = |error: serde_json::Error| DocumentFault::Unreadable(error.to_string());
    let document: LogDocumentOut = serde_json::from_str(text).map_err(unreadable)?;
    // Whatever is in the file and not in the signed content has no business there.
    let everything: serde_json::Value = serde_json::from_str(text).map_err(unreadable)?;
    if serde_json::to_value(&document).map_err(unreadable)? != everything {
        return Err(DocumentFault::Unreadable(
            "fields that are not signed".into(),
        ));
    }
    let LogDocumentOut {
        format,
        content,
        signature,
    } = document;
    if format != FORMAT || signature.algorithm != ALGORITHM {
        return Err(DocumentFault::Unreadable(format!("format {format}")));
    }
    let public_key = public_key.trim().to_ascii_lowercase();
    let key = unhex::<32>(&public_key)
        .and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok())
        .ok_or(DocumentFault::NoKey)?;
    if signature.public_key != public_key {
        return Err(DocumentFault::OtherKey(signature.public_key));
    }
    let value = unhex::<64>(&signature.value).ok_or(DocumentFault::Signature)?;
    let bytes = signed_bytes(&content).map_err(|_| DocumentFault::Signature)?;
    key.verify_strict(&bytes, &Signature::from_bytes(&value))
        .map_err(|_| DocumentFault::Signature)?;
    let mut chain = Chain::default();
    for event in &content.events {
        let record = event.record(content.account.id);
        chain.push(event.seq, record.as_ref(), &event.hash);
    }
    Ok(Genuine {
        chain: chain.end(),
        content,
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|nibble| char::from_digit(nibble.into(), 16))
        .collect()
}

fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != 2 * N || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; N];
    for (n, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * n..2 * n + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests;
