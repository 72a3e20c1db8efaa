//! Lints of `Dockerfile`, `compose.yaml` and the workflow; no container engine is needed.

use anyhow::Result;

use crate::{cmd::Cmd, tools::python};

/// Files with the name of their schema, which the checker brings.
const SCHEMAS: &[(&str, &str)] = &[
    ("compose.yaml", "vendor.compose-spec"),
    (".github/workflows/ci.yml", "vendor.github-workflows"),
];

/// Fails if one of the files has a fault.
pub(crate) fn check() -> Result<()> {
    Cmd::new(python::program("hadolint")?)
        .args(["--failure-threshold", "style", "Dockerfile"])
        .quiet("Checking Dockerfile")?;
    for (file, schema) in SCHEMAS {
        Cmd::new(python::program("check-jsonschema")?)
            .args(["--builtin-schema", schema, file])
            .quiet(&format!("Checking {file}"))?;
    }
    Ok(())
}
