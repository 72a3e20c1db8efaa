//! Tables of users, sessions, messages and preferences.

pub(crate) mod login_failures;
pub(crate) mod messages;
pub(crate) mod refresh_tokens;
pub(crate) mod sessions;
pub(crate) mod user_preferences;
pub(crate) mod users;
