//! What comes out of a printer.

use base64::Engine as _;
use serde_json::json;
use thirtyfour::prelude::*;

use super::Browser;

/// A page as it is printed.
#[derive(Debug, Clone)]
pub struct Printed {
    /// How many sheets it takes.
    pub pages: usize,
    /// The PDF.
    pub pdf: Vec<u8>,
}

impl Browser {
    /// Prints the page as the browser's own dialog would, on the paper that the page asks for.
    pub async fn printed(&self) -> Printed {
        let parameters = json!({"preferCSSPageSize": true});
        let answer = self
            .page
            .cdp()
            .send_raw("Page.printToPDF", parameters)
            .await;
        let answer = answer.expect("a PDF");
        let pdf = base64::engine::general_purpose::STANDARD
            .decode(answer["data"].as_str().expect("data"))
            .expect("Base64");
        Printed {
            pages: count_pages(&pdf),
            pdf,
        }
    }

    /// Shows the page as it will be on paper, or on the screen again. Paper is A4 without its
    /// margins.
    pub async fn print_media(&self, paper: bool) {
        let media = json!({"media": if paper { "print" } else { "" }});
        self.page
            .cdp()
            .send_raw("Emulation.setEmulatedMedia", media)
            .await
            .expect("another medium");
        let (width, height) = if paper { (680, 1016) } else { (1440, 900) };
        self.resize(width, height).await;
    }

    /// Reads the QR code that a selector finds, from a picture of it.
    pub async fn read_code(&self, css: &str) -> String {
        let squares = format!(
            "const code = document.querySelector('{}'); \
             return code.querySelector('path').getAttribute('d') + '@' + code.viewBox.baseVal.width;",
            css.replace('\'', "\\'")
        );
        let drawn = self.script(&squares).await;
        let (path, size) = drawn
            .as_str()
            .and_then(|drawn| drawn.split_once('@'))
            .expect("a code");
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
        let grid = grids.first().expect("a code that a camera finds");
        grid.decode().expect("a code that can be read").1
    }

    /// Presses Enter in a field.
    pub async fn enter(&self, css: &str) {
        let field = self.page.find(By::Css(css)).await.expect(css);
        field.send_keys(Key::Enter + "").await.expect("a key");
    }

    /// Waits until a selector finds so many elements.
    pub async fn see_count(&self, css: &str, count: usize) {
        self.wait(&format!("{count} × {css}"), async || {
            let found = self.page.find_all(By::Css(css)).await?.len();
            Ok((found == count).then_some(()))
        })
        .await;
    }
}

/// Chromium writes the objects of pages as plain text: each says its type, and the root how many
/// there are. Both have to agree.
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
    assert_eq!(root, Some(pages), "a PDF whose pages can be counted");
    pages
}
