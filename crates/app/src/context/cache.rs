use std::future::Future;
use std::sync::{Arc, PoisonError, RwLock};

use nmrs_store::StoreError;
use nmrs_store::calendar::Calendar;
use nmrs_store::org_units::OrgTree;

/// A value whose version in the database grows with every change of it.
pub(crate) trait Versioned {
    fn version(&self) -> i64;
}

impl Versioned for OrgTree {
    fn version(&self) -> i64 {
        self.version()
    }
}

impl Versioned for Calendar {
    fn version(&self) -> i64 {
        self.version
    }
}

/// Keeps a value in memory until a caller knows of a later version.
#[derive(Debug)]
pub(crate) struct VersionedCache<T>(RwLock<Option<Arc<T>>>);

impl<T> Default for VersionedCache<T> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<T: Versioned> VersionedCache<T> {
    /// Returns the cached value if its version is `version` or later, otherwise the one that `load`
    /// reads.
    pub(super) async fn get_or_load(
        &self,
        version: i64,
        load: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<Arc<T>, StoreError> {
        if let Some(value) = self.get().filter(|value| value.version() >= version) {
            return Ok(value);
        }
        let value = Arc::new(load.await?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&value));
        Ok(value)
    }

    fn get(&self) -> Option<Arc<T>> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
