//! Checked value types: codes, keys, texts, phone numbers, passwords.

pub mod identifiers;
pub mod ids;
pub mod password;
pub mod phone;
pub mod text;
