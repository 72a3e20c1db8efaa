//! Starts the single-page app.

fn main() {
    nmrs_frontend::start();
}
