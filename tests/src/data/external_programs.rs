//! Python libraries and LibreOffice, which read and write spreadsheets independently of the program
//! under test. `cargo xtask test e2e` sets the variables with their paths.

use std::env;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs a script of `tests/python` and returns its standard output.
pub async fn run_python(script: &str, arguments: &[&Path], input: &str) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("python")
        .join(script);
    let mut command = Command::new(program("NMRS_TEST_PYTHON"));
    command.arg(&script).args(arguments);
    run(command, input).await
}

/// Opens a file with LibreOffice and saves it as another format (`xlsx`, `xls`, `csv`) in the folder
/// `saved` next to it. CSV is UTF-8 and has the first sheet only.
pub async fn convert_with_libreoffice(file: &Path, format: &str) -> PathBuf {
    let folder = tempfile::tempdir().expect("a folder");
    let filter = match format {
        "csv" => "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
        other => other,
    };
    let out = file.parent().expect("a folder").join("saved");
    // Two processes with the same profile would wait for each other.
    let profile = format!("-env:UserInstallation=file://{}", folder.path().display());
    let mut command = Command::new(program("NMRS_TEST_SOFFICE"));
    command
        .args([&profile, "--headless", "--norestore"])
        .args(["--convert-to", filter, "--outdir"])
        .args([&out, file]);
    run(command, "").await;
    let saved = out.join(file.with_extension(format).file_name().expect("a name"));
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

async fn run(mut command: Command, input: &str) -> String {
    let input = input.to_owned();
    let output = tokio::task::spawn_blocking(move || {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a started program");
        let mut stdin = child.stdin.take().expect("an input");
        stdin.write_all(input.as_bytes()).expect("a read input");
        drop(stdin);
        child.wait_with_output().expect("an ended program")
    })
    .await
    .expect("no panic");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("text")
}
