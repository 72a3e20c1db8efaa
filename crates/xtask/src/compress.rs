//! Writes `.br` and `.gz` siblings of the files that trunk has built: compressed once with the highest
//! effort instead of at run time.

use std::{
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use flate2::{Compression, write::GzEncoder};

/// Extensions of files that shrink; images and fonts are compressed already.
const EXTENSIONS: &[&str] = &["html", "js", "css", "wasm", "svg", "json", "txt"];
/// Smaller files, in bytes, gain less than the header costs.
const SMALLEST: usize = 256;

/// Runs as trunk's hook: compresses the staging directory of a release build.
pub(crate) fn run() -> Result<()> {
    if env::var("TRUNK_PROFILE").as_deref() != Ok("release") {
        return Ok(());
    }
    let staging = env::var_os("TRUNK_STAGING_DIR").context("not run by trunk")?;
    folder(Path::new(&staging))
}

fn folder(dir: &Path) -> Result<()> {
    for entry in fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            folder(&path)?;
        } else if eligible(&path) {
            file(&path)?;
        }
    }
    Ok(())
}

fn eligible(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| EXTENSIONS.contains(&extension))
}

fn file(path: &Path) -> Result<()> {
    let content = fs::read(path)?;
    if content.len() < SMALLEST {
        return Ok(());
    }
    keep_smaller(path, "br", &content, &brotli(&content)?)?;
    keep_smaller(path, "gz", &content, &gzip(&content)?)
}

fn keep_smaller(path: &Path, suffix: &str, content: &[u8], packed: &[u8]) -> Result<()> {
    if packed.len() < content.len() {
        fs::write(sibling(path, suffix), packed)?;
    }
    Ok(())
}

fn sibling(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".");
    name.push(suffix);
    path.with_file_name(name)
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: content.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*content, &mut packed, &params)?;
    Ok(packed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn both_siblings_unpack_to_the_file() {
        let dir = env::temp_dir().join(format!("nmrs-xtask-compress-{}", std::process::id()));
        fs::create_dir_all(dir.join("inner")).unwrap();
        let content = "政务新媒体报送系统".repeat(100);
        fs::write(dir.join("inner/page.html"), &content).unwrap();
        fs::write(dir.join("tiny.js"), "1").unwrap();
        fs::write(dir.join("image.png"), &content).unwrap();

        folder(&dir).unwrap();

        let mut unpacked = Vec::new();
        let packed = fs::read(dir.join("inner/page.html.br")).unwrap();
        brotli::BrotliDecompress(&mut &*packed, &mut unpacked).unwrap();
        assert_eq!(unpacked, content.as_bytes());

        let mut unpacked = String::new();
        let packed = fs::read(dir.join("inner/page.html.gz")).unwrap();
        flate2::read::GzDecoder::new(&*packed)
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, content);

        assert!(!dir.join("tiny.js.br").exists());
        assert!(!dir.join("image.png.br").exists());
        fs::remove_dir_all(&dir).unwrap();
    }
}
