//! Loads a value for a key.

pub(crate) use crate::state::Loader;
