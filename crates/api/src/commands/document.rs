//! `nmrs verify-document` and `nmrs document-key`.

use std::path::{Path, PathBuf};

use nmrs_app::event_log::{DocumentKey, VerifiedDocument, verify_document};
use nmrs_domain::wire::LogContent;

use crate::config::SecretConfig;
use crate::error::CommandError;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// File with the answer of `GET /api/v1/accounts/{id}/log-document`.
    file: PathBuf,
    /// Public key of the register; default: that of the secret file.
    #[arg(long, value_name = "HEX")]
    public_key: Option<String>,
    #[command(flatten)]
    secret: SecretConfig,
}

#[derive(Debug, clap::Args)]
pub(super) struct KeyArgs {
    #[command(flatten)]
    secret: SecretConfig,
}

/// Prints the public key of the register.
pub(super) fn print_key(args: &KeyArgs) -> Result<(), CommandError> {
    println!("{}", public_key(&args.secret)?);
    Ok(())
}

/// Prints a summary of a genuine document, or fails with the fault.
pub(super) fn verify(args: Args) -> Result<(), CommandError> {
    let key = match args.public_key {
        Some(key) => key,
        None => public_key(&args.secret)?,
    };
    let text = read(&args.file)?;
    let VerifiedDocument { content, chain } =
        verify_document(&text, &key).map_err(|fault| CommandError::Document(fault.to_string()))?;
    let LogContent {
        account,
        exported_at,
        exporter_code,
        verification,
        ..
    } = content;
    println!("Signed by this register, and unaltered since.");
    println!(
        "Account {} ({}), asked for by {exporter_code} at {exported_at}.",
        account.id,
        account.identifier.as_deref().unwrap_or("no identifier"),
    );
    println!(
        "{} events; the newest has the hash {}.",
        chain.events,
        chain.head.as_deref().unwrap_or("none")
    );
    let fault = chain
        .fault
        .map(|fault| (fault.seq(), fault.reason()))
        .or(verification.broken_at.zip(verification.reason));
    match fault {
        None => {
            println!("Its log was whole.");
            Ok(())
        }
        Some((seq, reason)) => Err(CommandError::Document(format!(
            "the document is genuine, but the log in it is not whole: event {seq}: {reason:?}"
        ))),
    }
}

/// Returns the public key of an existing secret file.
fn public_key(secret: &SecretConfig) -> Result<String, CommandError> {
    read(&secret.secret_file)?;
    Ok(DocumentKey::new(&secret.load()?).public())
}

fn read(path: &Path) -> Result<String, CommandError> {
    std::fs::read_to_string(path).map_err(|error| CommandError::File(path.to_path_buf(), error))
}
