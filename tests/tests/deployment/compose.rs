//! Properties of a service in `compose.yaml`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// A service.
pub(super) struct Service {
    /// Its environment, with defaults in the place of variables.
    pub(super) environment: BTreeMap<String, String>,
}

impl Service {
    /// Reads a service of `compose.yaml`.
    pub(super) fn read(name: &str) -> Self {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
        let python = std::env::var_os("NMRS_TEST_PYTHON")
            .expect("NMRS_TEST_PYTHON is not set: run `cargo xtask test e2e`");
        let output = Command::new(python)
            .arg(tests.join("python/yaml_to_json.py"))
            .arg(tests.join("../compose.yaml"))
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let compose: Value = serde_json::from_slice(&output.stdout).unwrap();
        let environment = compose["services"][name]["environment"]
            .as_object()
            .unwrap();
        let environment = environment
            .iter()
            .map(|(name, value)| (name.clone(), with_defaults(value.as_str().unwrap())))
            .collect();
        Self { environment }
    }
}

/// `${NAME:-default}` is `default`, `${NAME}` is nothing.
fn with_defaults(text: &str) -> String {
    let mut parts = text.split("${");
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (variable, rest) = part.split_once('}').unwrap();
        let default = variable.split_once(":-").map_or("", |(_, default)| default);
        result.push_str(default);
        result.push_str(rest);
    }
    result
}

#[test]
fn variables_of_compose_have_their_defaults() {
    assert_eq!(with_defaults("a${B:-c}d${E}"), "acd");
}
