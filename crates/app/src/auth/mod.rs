//! Signing in and out (DESIGN section 6).

mod authenticate;
mod hasher;
mod lockout;
mod login;
mod logout;
mod password;
mod refresh;
mod signer;
mod tokens;

pub(crate) use authenticate::session;
pub use authenticate::{Session, authenticate};
pub use hasher::Hasher;
pub use login::{SignedIn, login};
pub use logout::logout;
pub use password::change_password;
pub use refresh::refresh;
pub use signer::Signer;
pub use tokens::{RefreshToken, SecretToken};
