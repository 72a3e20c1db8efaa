//! `cargo xtask test`: every check and test, in one order, with the time of each step.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};

use crate::{
    checks::{containers, deny, layering, words},
    cmd::Cmd,
    openapi, paths,
    pg_cluster::Cluster,
    spa,
    timing::Table,
    tools::{self, Tool, apt, chromium, postgres, python},
};

/// Options of `cargo xtask test`.
#[derive(Args)]
pub(crate) struct Options {
    /// Only these steps, in their usual order; all of them when none is named.
    #[arg(value_enum)]
    steps: Vec<Step>,
}

/// One step of a run, in the order of execution: the quick ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum Step {
    /// Formatting.
    Fmt,
    /// Dependencies between crates and between the modules of a crate.
    Layering,
    /// Spelling, wording of comments, and paths in documents.
    Words,
    /// Lints of the container files and of the workflow.
    Containers,
    /// Lints of all crates, with warnings denied.
    Clippy,
    /// The domain compiles for wasm32.
    Wasm,
    /// Licences, bans and sources of dependencies; known vulnerabilities.
    Deny,
    /// Developer documentation builds without warnings.
    Doc,
    /// Tests and the server are built.
    Build,
    /// Unit tests, on SQLite and a private PostgreSQL.
    Unit,
    /// Examples in the documentation.
    Doctest,
    /// The committed API document is what the code says.
    Openapi,
    /// The page is built for release.
    Spa,
    /// HTTP tests of the real program and browser tests.
    E2e,
}

impl Step {
    /// The name on the command line.
    fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// Tools that must be installed.
    const fn tools(self) -> &'static [Tool] {
        match self {
            Self::Fmt | Self::Clippy => &[Tool::RustComponents],
            Self::Wasm => &[Tool::Wasm],
            Self::Deny => &[Tool::CargoDeny],
            Self::Unit => &[Tool::Postgres],
            Self::Spa => Tool::SPA,
            Self::Words | Self::Containers => &[Tool::Python],
            Self::E2e => &[
                Tool::Postgres,
                Tool::Chromium,
                Tool::Office,
                Tool::Python,
                Tool::Nginx,
            ],
            Self::Layering | Self::Doc | Self::Build | Self::Doctest | Self::Openapi => &[],
        }
    }

    /// Steps that must run before this one.
    const fn needs(self) -> &'static [Self] {
        match self {
            Self::Openapi => &[Self::Build],
            Self::E2e => &[Self::Build, Self::Spa],
            _ => &[],
        }
    }
}

/// The steps to run, with those that they need, in order.
fn plan(named: &[Step]) -> BTreeSet<Step> {
    let named = if named.is_empty() {
        Step::value_variants()
    } else {
        named
    };
    named
        .iter()
        .flat_map(|step| step.needs().iter().chain([step]))
        .copied()
        .collect()
}

/// Runs the steps; the first that fails ends the run.
pub(crate) fn run(options: &Options) -> Result<()> {
    let steps = plan(&options.steps);
    let wanted: BTreeSet<Tool> = steps
        .iter()
        .flat_map(|step| step.tools())
        .copied()
        .collect();
    let wanted: Vec<Tool> = wanted.into_iter().collect();
    let mut table = Table::new();
    let mut run = Run::default();
    let result = table
        .step("tools", || tools::ensure(&wanted))
        .and_then(|()| {
            steps
                .iter()
                .try_for_each(|step| table.step(step.name(), || run.step(*step)))
        });
    // Stops the cluster before the table is shown.
    drop(run);
    eprint!("\n{}", table.text());
    result
}

/// State that steps share.
#[derive(Default)]
struct Run {
    cluster: Option<Cluster>,
}

impl Run {
    fn step(&mut self, step: Step) -> Result<()> {
        match step {
            Step::Fmt => Cmd::cargo()
                .args(["fmt", "--all", "--check"])
                .stream("Checking the formatting (`cargo xtask fmt` formats)"),
            Step::Layering => layering::check(),
            Step::Words => words::check(),
            Step::Containers => containers::check(),
            Step::Clippy => Cmd::cargo()
                .args([
                    "clippy",
                    "--workspace",
                    "--all-targets",
                    "--",
                    "-D",
                    "warnings",
                ])
                .stream("Linting all crates"),
            Step::Wasm => spa::check_domain(),
            Step::Deny => deny::check(),
            Step::Doc => Cmd::cargo()
                .args([
                    "doc",
                    "--workspace",
                    "--no-deps",
                    "--document-private-items",
                ])
                .env("RUSTDOCFLAGS", "-D warnings")
                .stream("Building the developer documentation"),
            Step::Build => openapi::build(),
            Step::Unit => self.cargo_test(&["--lib", "--bins"], "Running unit tests"),
            Step::Doctest => self.cargo_test(&["--doc"], "Running the documentation's examples"),
            Step::Openapi => openapi::compare(),
            Step::Spa => spa::ensure_release(),
            Step::E2e => self.end_to_end(),
        }
    }

    fn end_to_end(&mut self) -> Result<()> {
        if !has_integration_tests()? {
            bail!("no package of the workspace has an integration test");
        }
        let browser = chromium::ensure()?;
        browser.check()?;
        let test = self
            .test(&["--test", "*"])?
            .env("CHROMIUM", browser.chromium)
            .env("CHROMEDRIVER", browser.driver)
            .env("NMRS_TEST_SOFFICE", apt::OFFICE.ensure()?)
            .env("NMRS_TEST_PYTHON", python::ensure()?)
            .env("NMRS_TEST_NGINX", apt::NGINX.ensure()?);
        test.stream("Running HTTP and browser tests")
    }

    fn cargo_test(&mut self, targets: &[&str], what: &str) -> Result<()> {
        self.test(targets)?.stream(what)
    }

    /// `cargo test` over the whole workspace: one selection of packages for every step means one
    /// set of features, so that nothing is compiled twice.
    fn test(&mut self, targets: &[&str]) -> Result<Cmd> {
        let url = self.postgres()?;
        Ok(Cmd::cargo()
            .args(["test", "--workspace"])
            .args(targets)
            .env("NMRS_TEST_POSTGRES_URL", url)
            .env("NMRS_BIN", paths::nmrs(false))
            .env("NMRS_STATIC_DIR", paths::at("dist")))
    }

    /// The cluster of this run, started by the first step that needs it.
    fn postgres(&mut self) -> Result<String> {
        if self.cluster.is_none() {
            self.cluster = Some(Cluster::start(&postgres::ensure()?)?);
        }
        let cluster = self
            .cluster
            .as_ref()
            .context("the cluster has just been started")?;
        Ok(cluster.url().to_owned())
    }
}

/// cargo refuses `--test '*'` where nothing matches.
fn has_integration_tests() -> Result<bool> {
    let metadata = layering::metadata(&["--no-deps"])?;
    let packages = metadata["packages"]
        .as_array()
        .context("cargo metadata has no packages")?;
    Ok(packages
        .iter()
        .flat_map(|package| package["targets"].as_array().into_iter().flatten())
        .flat_map(|target| target["kind"].as_array().into_iter().flatten())
        .any(|kind| kind == "test"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_step_brings_what_it_needs_in_order() {
        let steps: Vec<_> = plan(&[Step::E2e, Step::Fmt]).into_iter().collect();
        assert_eq!(steps, [Step::Fmt, Step::Build, Step::Spa, Step::E2e]);
    }

    #[test]
    fn without_a_name_every_step_runs() {
        assert_eq!(plan(&[]).len(), Step::value_variants().len());
        assert!(Step::value_variants().is_sorted());
    }
}
