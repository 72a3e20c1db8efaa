use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

use super::backend::Backend;
use super::{cleanup, cluster, template};

/// A migrated database with the units and users of the fixture; deleted when dropped.
#[derive(Debug)]
pub struct TestDb {
    /// The kind of database.
    pub backend: Backend,
    url: String,
    name: Option<String>,
    // Also holds the secret and the logs of the servers on this database.
    folder: TempDir,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

impl TestDb {
    /// Copies the template.
    pub async fn new(backend: Backend) -> Self {
        let template = template::of(backend).await;
        Self::create(backend, Some(template)).await
    }

    /// Creates a database without tables.
    pub async fn empty(backend: Backend) -> Self {
        Self::create(backend, None).await
    }

    async fn create(backend: Backend, template: Option<&str>) -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = tempfile::Builder::new()
            .prefix(&format!("{number}-"))
            .tempdir_in(template::folder())
            .expect("a folder");
        match backend {
            Backend::Sqlite => {
                let file = folder.path().join("nmrs.db");
                if let Some(template) = template {
                    std::fs::copy(template, &file).expect("a copy of the template");
                }
                Self {
                    backend,
                    url: format!("sqlite://{}", file.display()),
                    name: None,
                    folder,
                }
            }
            Backend::Postgres => {
                let name = format!("{}{}_{number}", cleanup::PREFIX, std::process::id());
                let template = template.map_or_else(String::new, |t| format!(" TEMPLATE {t}"));
                cluster::execute(&format!("CREATE DATABASE {name}{template}")).await;
                Self {
                    backend,
                    url: cluster::database_url(&name),
                    name: Some(name),
                    folder,
                }
            }
        }
    }

    /// Returns the URL, as `NMRS_DATABASE_URL` takes it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the path of a file in the folder of this database.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Some(name) = self.name.take() {
            cluster::drop_database(&name);
        }
    }
}
