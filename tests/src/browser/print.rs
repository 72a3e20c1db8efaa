//! Printing to PDF, print styles, and QR codes.

use base64::Engine as _;
use serde_json::json;

use super::session::Browser;

/// A printed page.
#[derive(Debug, Clone)]
pub struct PrintedPage {
    /// The number of sheets of paper.
    pub pages: usize,
    /// The PDF.
    pub pdf: Vec<u8>,
}

impl Browser {
    /// Prints the page on the paper size that its style sheet sets.
    pub async fn print_to_pdf(&self) -> PrintedPage {
        let parameters = json!({"preferCSSPageSize": true});
        let result = self
            .page
            .cdp()
            .send_raw("Page.printToPDF", parameters)
            .await;
        let result = result.expect("a PDF");
        let pdf = base64::engine::general_purpose::STANDARD
            .decode(result["data"].as_str().expect("data"))
            .expect("Base64");
        PrintedPage {
            pages: count_pages(&pdf),
            pdf,
        }
    }

    /// Switches to the print styles with a viewport of A4 without margins, or back to the screen.
    pub async fn emulate_print(&self, print: bool) {
        let media = json!({"media": if print { "print" } else { "" }});
        self.page
            .cdp()
            .send_raw("Emulation.setEmulatedMedia", media)
            .await
            .expect("another medium");
        let (width, height) = if print { (680, 1016) } else { (1440, 900) };
        self.resize(width, height).await;
    }

    /// Draws the QR code of an SVG element and decodes it.
    pub async fn read_qr_code(&self, css: &str) -> String {
        let squares = format!(
            "const code = document.querySelector('{}'); \
             return code.querySelector('path').getAttribute('d') + '@' + code.viewBox.baseVal.width;",
            css.replace('\'', "\\'")
        );
        let drawn = self.run_script(&squares).await;
        let (path, size) = drawn
            .as_str()
            .and_then(|drawn| drawn.split_once('@'))
            .expect("a QR code");
        let size: usize = size.parse().expect("its width");
        let number = |text: &str| text.parse::<usize>().expect("a coordinate");
        let dark: Vec<(usize, usize)> = path
            .split('M')
            .filter_map(|square| square.split_once('h')?.0.split_once(' '))
            .map(|(x, y)| (number(x), number(y)))
            .collect();
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(4 * size, 4 * size, |x, y| {
            if dark.contains(&(x / 4, y / 4)) {
                0
            } else {
                255
            }
        });
        let grids = image.detect_grids();
        let grid = grids.first().expect("a recognisable QR code");
        grid.decode().expect("a readable QR code").1
    }
}

/// Counts the pages of a PDF. Chromium writes page objects as plain text; their number must agree
/// with the `/Count` of the root.
fn count_pages(pdf: &[u8]) -> usize {
    let text: String = pdf.iter().map(|&byte| char::from(byte)).collect();
    let pages = text
        .split("/Type /Page")
        .skip(1)
        .filter(|rest| !rest.starts_with('s'))
        .count();
    let root = text
        .split("/Count ")
        .skip(1)
        .filter_map(|rest| {
            rest.split(|c: char| !c.is_ascii_digit())
                .next()?
                .parse()
                .ok()
        })
        .max();
    assert_eq!(root, Some(pages), "a PDF with a consistent page count");
    pages
}
