//! Signing in and out.

mod access_token;
mod authenticate;
mod change_password;
mod hasher;
mod lockout;
mod login;
mod logout;
mod refresh;
mod refresh_token;

pub use access_token::AccessTokenSigner;
pub(crate) use authenticate::session;
pub use authenticate::{Session, authenticate};
pub(crate) use authenticate::{own_office, own_unit};
pub use change_password::change_password;
pub use hasher::Hasher;
pub use login::{SignedIn, login};
pub use logout::logout;
pub use refresh::refresh;
pub use refresh_token::{RefreshToken, SecretToken};
