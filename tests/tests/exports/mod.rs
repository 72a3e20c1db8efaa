//! Files to take away: the template of an import, and exports.

mod template;
