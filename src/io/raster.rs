//! Pictures as PNG, with the fonts of this machine.

use std::sync::Arc;

use resvg::{tiny_skia, usvg};

use super::Failure;

/// More pixels than this are refused: four bytes each.
const MAX_PIXELS: f32 = 250_000_000.0;

/// The PNG of an SVG document, `scale` pixels for each of its own.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, Failure> {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_system_fonts();
    if fonts.is_empty() {
        return Err(Failure::new("there is no font on this machine to write texts with")
            .help("install one, such as Liberation Sans, or write `--format svg`"));
    }
    for family in ["Liberation Sans", "Arimo", "Arial", "Helvetica", "DejaVu Sans"] {
        if fonts.faces().any(|it| it.families.iter().any(|(name, _)| name == family)) {
            fonts.set_sans_serif_family(family);
            break;
        }
    }
    let options = usvg::Options { fontdb: Arc::new(fonts), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options)
        .map_err(|it| Failure::new(format!("the picture cannot be drawn: {it}")))?;
    let size = tree.size();
    let (width, height) = ((size.width() * scale).ceil(), (size.height() * scale).ceil());
    if width * height > MAX_PIXELS {
        return Err(Failure::new(format!("a picture of {width} by {height} pixels is too large"))
            .help("write `--format svg`, or show less: `--focus`, `--group`, `--columns none`"));
    }
    let pixels = tiny_skia::Pixmap::new(width as u32, height as u32);
    let mut pixels = pixels.ok_or_else(|| Failure::new("a picture without a size"))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|it| Failure::new(format!("the picture cannot be written: {it}")))
}
