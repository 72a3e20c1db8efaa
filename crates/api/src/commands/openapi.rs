//! `nmrs openapi`.

use crate::error::CommandError;

/// Prints the OpenAPI document in the form of `openapi/openapi.json`.
pub(super) fn run() -> Result<(), CommandError> {
    let document = crate::openapi::document();
    let json = document
        .to_pretty_json()
        .map_err(|error| CommandError::App(format!("OpenAPI: {error}")))?;
    println!("{json}");
    Ok(())
}
