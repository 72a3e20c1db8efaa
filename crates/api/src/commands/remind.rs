//! `nmrs remind`.

use nmrs_app::messages::{Reminded, remind};

use super::register::{Args, Register};
use crate::error::CommandError;

/// Reminds the offices that were not reminded today, and prints their number.
pub(super) async fn run(args: Args) -> Result<(), CommandError> {
    let register = Register::open(args).await?;
    let reminded = remind(&register.app, &register.app.process_name()).await?;
    register.close().await?;
    match reminded {
        Reminded::Offices(offices) => println!("Reminded {offices} offices."),
        Reminded::DayOff => println!("Nobody works today: nobody was reminded."),
        Reminded::Busy => println!("A server is reminding the offices at this moment."),
    }
    Ok(())
}
