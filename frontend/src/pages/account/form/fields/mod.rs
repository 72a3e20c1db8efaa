//! The fields of the form.

mod basics;
mod contact;
mod identity_line;
mod link;
mod row;

pub(in crate::pages::account) use basics::BasicFields;
pub(in crate::pages::account) use contact::ContactFields;
pub(in crate::pages::account) use link::LinkFields;
