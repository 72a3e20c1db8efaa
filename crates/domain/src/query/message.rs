//! Query of the messages.

use super::parse::flag;
use super::{Paging, list_query};
use crate::error::FieldErrors;

list_query! {
    /// The query string of `GET /messages`.
    MessageQuery {
        /// `true`: only unread messages.
        unread,
    }
}

impl MessageQuery {
    /// Checks the query; returns true for unread messages only, and the page.
    ///
    /// # Errors
    /// All parameters that cannot be read.
    pub fn parse(&self) -> Result<(bool, Paging), FieldErrors> {
        let mut errors = FieldErrors::default();
        let e = &mut errors;
        let unread = flag(e, "/unread", &self.unread).unwrap_or(false);
        let paging = Paging::parse(&self.page, &self.per_page, e);
        errors.into_result().map(|()| (unread, paging))
    }
}
