//! The tree of org units, kept in memory and renewed when its version in the database grows.

use std::sync::{Arc, PoisonError, RwLock};

use nmrs_store::org_units::{self, OrgTree};

use crate::{App, AppError};

/// The tree as it was last read.
#[derive(Debug, Default)]
pub(crate) struct OrgTreeCache(RwLock<Option<Arc<OrgTree>>>);

impl OrgTreeCache {
    fn get(&self) -> Option<Arc<OrgTree>> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn set(&self, tree: &Arc<OrgTree>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(tree));
    }
}

impl App {
    /// The tree, at least as new as `version`, which came with the caller's session.
    pub(crate) async fn org_tree(&self, version: i64) -> Result<Arc<OrgTree>, AppError> {
        if let Some(tree) = self.org_tree.get().filter(|tree| tree.version() >= version) {
            return Ok(tree);
        }
        let tree = Arc::new(org_units::tree(&self.store).await?);
        self.org_tree.set(&tree);
        Ok(tree)
    }
}
