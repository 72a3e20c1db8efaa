//! Signs the log of an account and verifies signed documents (`docs/adr/0013`).
//!
//! The key is derived from the secret of the register, so that no second file has to be kept. The
//! public key suffices to verify a document.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use nmrs_domain::log::{ChainReport, ChainVerifier};
use nmrs_domain::wire::{LogContent, LogDocumentOut, SignatureOut};
use sha2::{Digest as _, Sha256};

use crate::AppError;

const FORMAT: &str = "nmrs-log-document-1";
const ALGORITHM: &str = "Ed25519";
/// Separates this key from other keys that are derived from the secret.
const PURPOSE: &[u8] = b"nmrs signing key of log documents, 1\0";

/// The Ed25519 key with which a register signs log documents.
#[derive(Clone)]
pub struct DocumentKey(SigningKey);

impl std::fmt::Debug for DocumentKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DocumentKey")
    }
}

impl DocumentKey {
    /// Derives the key from the secret of the register.
    pub fn new(secret: &[u8]) -> Self {
        let seed = Sha256::new()
            .chain_update(PURPOSE)
            .chain_update(secret)
            .finalize();
        Self(SigningKey::from_bytes(&seed.into()))
    }

    /// Returns the public key: 64 hexadecimal digits.
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

fn signed_bytes(content: &LogContent) -> Result<Vec<u8>, AppError> {
    serde_json::to_vec(content).map_err(|error| AppError::Internal(error.to_string()))
}

/// The reason why a document is not verified.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// The file is not a log document, or has fields that are not signed.
    #[error("this is no log document, or something was added to it: {0}")]
    ReadError(String),
    /// The public key is malformed.
    #[error("a public key has 64 hexadecimal digits")]
    InvalidKey,
    /// The document names another key, of another register or a forger.
    #[error("it was not signed with this key, but with {0}")]
    OtherKey(String),
    /// The signature does not match the content.
    #[error("the signature does not match: the document was altered")]
    Signature,
}

/// A document with a valid signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedDocument {
    /// The signed content.
    pub content: LogContent,
    /// Result of the hash chain, recomputed from the events.
    pub chain: ChainReport,
}

/// Verifies a document with a public key (64 hexadecimal digits) from a source other than the
/// document.
///
/// # Errors
/// The reason why the document is not verified.
pub fn verify_document(text: &str, public_key: &str) -> Result<VerifiedDocument, DocumentError> {
    let unreadable = |error: serde_json::Error| DocumentError::ReadError(error.to_string());
    let document: LogDocumentOut = serde_json::from_str(text).map_err(unreadable)?;
    // Fields outside the signed content are refused.
    let everything: serde_json::Value = serde_json::from_str(text).map_err(unreadable)?;
    if serde_json::to_value(&document).map_err(unreadable)? != everything {
        return Err(DocumentError::ReadError(
            "fields that are not signed".into(),
        ));
    }
    let LogDocumentOut {
        format,
        content,
        signature,
    } = document;
    if format != FORMAT || signature.algorithm != ALGORITHM {
        return Err(DocumentError::ReadError(format!("format {format}")));
    }
    let public_key = public_key.trim().to_ascii_lowercase();
    let key = unhex::<32>(&public_key)
        .and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok())
        .ok_or(DocumentError::InvalidKey)?;
    if signature.public_key != public_key {
        return Err(DocumentError::OtherKey(signature.public_key));
    }
    let value = unhex::<64>(&signature.value).ok_or(DocumentError::Signature)?;
    let bytes = signed_bytes(&content).map_err(|_| DocumentError::Signature)?;
    key.verify_strict(&bytes, &Signature::from_bytes(&value))
        .map_err(|_| DocumentError::Signature)?;
    let mut chain = ChainVerifier::default();
    for event in &content.events {
        let record = event.record(content.account.id);
        chain.push(event.seq, record.as_ref(), &event.hash);
    }
    Ok(VerifiedDocument {
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
