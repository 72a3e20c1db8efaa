//! Programs that are not ours and make or open spreadsheets. `cargo xtask test e2e` names where they
//! are.

use std::env;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs a script of `tests/python` and gives what it printed.
pub async fn python(script: &str, arguments: &[&Path], input: &str) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("python")
        .join(script);
    let mut command = Command::new(program("NMRS_TEST_PYTHON"));
    command.arg(&script).args(arguments);
    run(command, input).await
}

/// Opens a file with LibreOffice and saves it beside itself as something else: `xlsx`, `xls`, `csv`.
/// The text of a CSV file is UTF-8, and its first sheet alone.
pub async fn office(file: &Path, to: &str) -> PathBuf {
    let folder = tempfile::tempdir().expect("a folder");
    let filter = match to {
        "csv" => "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
        other => other,
    };
    let out = file.parent().expect("a folder").join("saved");
    // A profile of its own: two that share one would wait for each other.
    let profile = format!("-env:UserInstallation=file://{}", folder.path().display());
    let mut command = Command::new(program("NMRS_TEST_SOFFICE"));
    command
        .args([&profile, "--headless", "--norestore"])
        .args(["--convert-to", filter, "--outdir"])
        .args([&out, file]);
    run(command, "").await;
    let saved = out.join(file.with_extension(to).file_name().expect("a name"));
    assert!(
        saved.exists(),
        "LibreOffice did not write {}",
        saved.display()
    );
    saved
}

fn program(variable: &str) -> PathBuf {
    env::var_os(variable).map_or_else(
        || panic!("{variable} is not set: run `cargo xtask test e2e`"),
        PathBuf::from,
    )
}

/// Runs a program to its end and gives what it printed.
async fn run(mut command: Command, input: &str) -> String {
    let input = input.to_owned();
    let output = tokio::task::spawn_blocking(move || {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("an input");
        stdin.write_all(input.as_bytes()).expect("it reads");
        drop(stdin);
        child.wait_with_output().expect("it ends")
    })
    .await
    .expect("it ran");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("text")
}
