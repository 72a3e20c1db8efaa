use std::fmt::Write as _;

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// Quiet zone around a code, in modules.
const QUIET: i32 = 4;

/// Size in modules with the quiet zone, and the dark modules as an SVG path. `None` for a text that
/// is too long.
pub(super) fn drawing(text: &str) -> Option<(i32, String)> {
    // A printed sheet may be damaged: a quarter of the code may get lost.
    let code = QrCode::encode_text(text, QrCodeEcc::Quartile).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|&x| code.get_module(x, y)) {
            // Writing to a string never fails.
            let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
        }
    }
    Some((code.size() + 2 * QUIET, path))
}

pub(super) fn code(text: &str) -> Option<AnyView> {
    drawing(text).map(|(size, path)| {
        let label = format!("二维码：{text}");
        view! {
            <svg
                class="size-full"
                viewBox=format!("0 0 {size} {size}")
                shape-rendering="crispEdges"
                role="img"
                aria-label=label
                data-testid="qr"
            >
                <rect width=size height=size fill="#fff" />
                <path d=path fill="#000" />
            </svg>
        }
        .into_any()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(size: i32, path: &str) -> String {
        let dark: Vec<(usize, usize)> = path
            .split('M')
            .filter_map(|square| square.split_once('h')?.0.split_once(' '))
            .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
            .collect();
        let pixels = usize::try_from(size).unwrap() * 4;
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(pixels, pixels, |x, y| {
            if dark.contains(&(x / 4, y / 4)) {
                0
            } else {
                255
            }
        });
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().unwrap().1
    }

    #[test]
    fn a_qr_code_decodes_to_its_text() {
        for text in [
            "http://127.0.0.1:8080/accounts/1",
            "https://nmrs.example.gov.cn/accounts/9223372036854775807",
        ] {
            let (size, path) = drawing(text).unwrap();
            assert_eq!(read(size, &path), text);
        }
    }

    #[test]
    fn a_text_that_is_too_long_has_no_code() {
        assert_eq!(drawing(&"x".repeat(5000)), None);
    }
}
