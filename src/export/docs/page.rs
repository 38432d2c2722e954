//! Documentation as one HTML page that needs no other file and no network.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::data::Documentation;
use crate::export::diagram::escaped;

const STYLE: &str = include_str!("page/style.css");
const SCRIPTS: [&str; 5] = [
    include_str!("page/model.js"),
    include_str!("page/search.js"),
    include_str!("page/graph.js"),
    include_str!("page/pages.js"),
    include_str!("page/main.js"),
];

/// As small as the algorithm can do in sensible time.
const LEVEL: u8 = 9;

/// The page. What it says is deflated inside it (RFC 1951) and shown a part at a time.
pub fn html(documentation: &Documentation) -> String {
    let json = serde_json::to_vec(documentation).expect("texts and numbers can be written as JSON");
    let data = STANDARD.encode(miniz_oxide::deflate::compress_to_vec(&json, LEVEL));
    let title = escaped(&documentation.title);
    let mut res = String::with_capacity(data.len() + 64 * 1024);
    res.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    res.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    res.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n");
    // Nothing is loaded from anywhere, whatever a name or a text in the model says.
    res.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n");
    res.push_str(&format!("<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"));
    res.push_str(include_str!("page/shell.html"));
    res.push_str(&without_script(documentation));
    res.push_str(&format!(
        "<script type=\"text/plain\" id=\"data\">{data}</script>\n<script>\n\"use strict\";\n"
    ));
    SCRIPTS.iter().for_each(|it| res.push_str(it));
    res.push_str("</script>\n</body>\n</html>\n");
    res
}

/// What a reader without scripts sees: what there is, and what it is about.
fn without_script(documentation: &Documentation) -> String {
    let mut res = format!("<noscript>\n<h1>{}</h1>\n<dl>\n", escaped(&documentation.title));
    for it in &documentation.subjects {
        let columns: Vec<&str> = it.columns.iter().map(|it| it.name.as_str()).collect();
        let docs = it.docs.as_deref().unwrap_or_default();
        res.push_str(&format!(
            "<dt>{}</dt><dd>{} <small>{}</small></dd>\n",
            escaped(&it.id),
            escaped(docs.lines().next().unwrap_or_default()),
            escaped(&columns.join(", "))
        ));
    }
    res.push_str("</dl>\n</noscript>\n");
    res
}
