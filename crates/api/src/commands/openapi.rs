//! `nmrs openapi`.

use crate::error::CommandError;

/// Prints the document, in the form in which it is committed.
pub(super) fn run() -> Result<(), CommandError> {
    let document = crate::openapi::document();
    let json = document
        .to_pretty_json()
        .map_err(|error| CommandError::App(format!("OpenAPI: {error}")))?;
    println!("{json}");
    Ok(())
}
