//! Documentation as one HTML page that needs no other file and no network.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::data::{Column, Documentation};
use crate::export::diagram::escaped;

const STYLE: &str = concat!(include_str!("page/style.css"), include_str!("page/drawing.css"));
const SCRIPTS: [&str; 11] = [
    include_str!("page/model.js"),
    include_str!("page/parts.js"),
    include_str!("page/near.js"),
    include_str!("page/layout.js"),
    include_str!("page/drawing.js"),
    include_str!("page/overview.js"),
    include_str!("page/state.js"),
    include_str!("page/subject.js"),
    include_str!("page/types.js"),
    include_str!("page/search.js"),
    include_str!("page/main.js"),
];

/// The layout of diagrams as a WebAssembly module, deflated; tests/browser/layout makes it.
const LAYOUT: &[u8] = include_bytes!("page/layout.wasm.deflate");

/// As small as the algorithm can do in sensible time.
const LEVEL: u8 = 9;

/// The page. What it says is deflated inside it (RFC 1951) and shown a part at a time.
pub fn html(documentation: &Documentation) -> String {
    let json = serde_json::to_vec(documentation).expect("texts and numbers can be written as JSON");
    let data = STANDARD.encode(miniz_oxide::deflate::compress_to_vec(&json, LEVEL));
    let title = escaped(&documentation.title);
    let mut res = String::with_capacity(data.len() + 320 * 1024);
    res.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    res.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    res.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n");
    // Nothing is loaded from anywhere, whatever a name or a text in the model says.
    res.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; img-src data:\">\n");
    res.push_str(&format!("<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"));
    res.push_str(include_str!("page/shell.html"));
    res.push_str(&without_script(documentation));
    for (id, text) in [("data", data), ("layout", STANDARD.encode(LAYOUT))] {
        res.push_str(&format!("<script type=\"text/plain\" id=\"{id}\">{text}</script>\n"));
    }
    res.push_str("<script>\n\"use strict\";\n{\n");
    SCRIPTS.iter().for_each(|it| res.push_str(it));
    res.push_str("}\n</script>\n</body>\n</html>\n");
    res
}

/// More columns than this are named, not listed, for readers without scripts.
const MOST_LISTED: usize = 3000;

/// What a reader without scripts sees: what there is, what it is about, and its columns.
fn without_script(documentation: &Documentation) -> String {
    let n_columns: usize = documentation.subjects.iter().map(|it| it.columns.len()).sum();
    let mut res = format!("<noscript>\n<h1>{}</h1>\n", escaped(&documentation.title));
    for it in &documentation.subjects {
        let docs = it.docs.as_deref().unwrap_or_default();
        res.push_str(&format!("<h2>{}</h2>\n<p>{}</p>\n", escaped(&it.id), escaped(docs)));
        if n_columns <= MOST_LISTED {
            listed(&mut res, &it.columns);
        } else {
            let names: Vec<&str> = it.columns.iter().map(|it| it.name.as_str()).collect();
            res.push_str(&format!("<p><small>{}</small></p>\n", escaped(&names.join(", "))));
        }
    }
    res.push_str("</noscript>\n");
    res
}

fn listed(out: &mut String, columns: &[Column]) {
    out.push_str("<table>\n");
    for it in columns {
        let docs = it.docs.as_deref().unwrap_or_default();
        out.push_str(&format!(
            "<tr><td>{}<td>{}<td>{}<td>{}\n",
            it.mark,
            escaped(&it.name),
            escaped(&it.ty),
            escaped(docs)
        ));
    }
    out.push_str("</table>\n");
}
