//! The committed API document and its comparison with the code.

use std::fs;

use anyhow::{Context as _, Result, bail};

use crate::{cmd::Cmd, paths};

const FILE: &str = "openapi/openapi.json";

/// Writes the document from the code.
pub(crate) fn write() -> Result<()> {
    build()?;
    let document = generate()?;
    fs::create_dir_all(paths::at("openapi"))?;
    fs::write(paths::at(FILE), document)?;
    eprintln!("  {FILE} is written");
    Ok(())
}

/// Fails when the committed document differs from the one that the code generates.
pub(crate) fn compare() -> Result<()> {
    let written = fs::read_to_string(paths::at(FILE)).unwrap_or_default();
    let generated = generate()?;
    if written == generated {
        return Ok(());
    }
    let changes = first_difference(&written, &generated);
    bail!("{FILE} is not what the code says ({changes}): run `cargo xtask openapi` and commit it");
}

/// Builds the program in the development profile, with the features of the tests.
pub(crate) fn build() -> Result<()> {
    Cmd::cargo()
        .args(["build", "--workspace", "--tests", "--bin", "nmrs"])
        .stream("Building tests and server")
}

fn generate() -> Result<String> {
    let document = Cmd::new(paths::nmrs(false)).arg("openapi").read()?;
    serde_json::from_str::<serde_json::Value>(&document)
        .context("`nmrs openapi` printed something that is not JSON")?;
    Ok(document.trim_end().to_owned() + "\n")
}

fn first_difference(written: &str, generated: &str) -> String {
    let line = written
        .lines()
        .zip(generated.lines())
        .take_while(|(old, new)| old == new)
        .count();
    let show = |text: &str| {
        text.lines()
            .nth(line)
            .map_or("the end of the file", str::trim)
            .chars()
            .take(80)
            .collect()
    };
    let (old, new): (String, String) = (show(written), show(generated));
    format!("line {}: `{old}` should be `{new}`", line + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_difference_is_shown() {
        let text = first_difference("{\n  \"a\": 1\n}\n", "{\n  \"a\": 2\n}\n");
        assert_eq!(text, "line 2: `\"a\": 1` should be `\"a\": 2`");
        let text = first_difference("", "{}\n");
        assert_eq!(text, "line 1: `the end of the file` should be `{}`");
    }
}
