//! `nmrs init`.

use std::io::Read as _;

use nmrs_app::init::{Initialised, generate_password, init};

use super::logging::log_to_stderr;
use crate::config::{DatabaseConfig, SecretConfig};
use crate::connect;
use crate::error::CommandError;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    database: DatabaseConfig,
    #[command(flatten)]
    secret: SecretConfig,
    /// Read the password of the central office from standard input instead of generating one. An
    /// argument would be visible in the process list.
    #[arg(long)]
    password_stdin: bool,
}

pub(super) async fn run(args: Args) -> Result<(), CommandError> {
    log_to_stderr("warn");
    let store = connect::store(&args.database).await?;
    connect::migrate(&store).await?;
    let app = connect::app(store.clone(), &args.secret)?;
    let (password, generated) = if args.password_stdin {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        (text.trim_end_matches(['\r', '\n']).to_owned(), false)
    } else {
        (generate_password(&app), true)
    };
    match init(&app, &password).await? {
        Initialised::Created if generated => {
            println!("User GB0000 was created. Its password, shown this once: {password}");
        }
        Initialised::Created => println!("User GB0000 was created."),
        Initialised::AlreadyThere => println!("There are users already; nothing was changed."),
    }
    Ok(store.close().await?)
}
