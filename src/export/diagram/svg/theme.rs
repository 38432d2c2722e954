//! The style sheet of a picture: colours that can be read in light and in dark.

use std::fmt::Write as _;

use crate::export::diagram::Theme;
use crate::export::diagram::metrics::SANS;

/// The colours of a theme. Texts have a contrast of 4.5 or more to what is behind them (WCAG 2.2, 1.4.3).
struct Palette {
    page: &'static str,
    panel: &'static str,
    border: &'static str,
    text: &'static str,
    muted: &'static str,
    line: &'static str,
    key: &'static str,
    group: &'static str,
    group_border: &'static str,
    /// Entity, weak entity, relationship, union, view.
    heads: [&'static str; 5],
    /// Good, warning, bad: behind texts in the colour of the page.
    tones: [&'static str; 3],
}

const LIGHT: Palette = Palette {
    page: "#ffffff",
    panel: "#ffffff",
    border: "#8a99ad",
    text: "#14202e",
    muted: "#526174",
    line: "#5a6b80",
    key: "#9a4a08",
    group: "#f5f7fa",
    group_border: "#c9d2de",
    heads: ["#dde8f6", "#d8efe2", "#fbe9c6", "#e8dffa", "#e6e9ee"],
    tones: ["#1d7044", "#8a5a00", "#b3261e"],
};

const DARK: Palette = Palette {
    page: "#0f1419",
    panel: "#182029",
    border: "#4a5868",
    text: "#e6edf3",
    muted: "#a3b2c2",
    line: "#8f9fb3",
    key: "#f2b558",
    group: "#131a21",
    group_border: "#2c3846",
    heads: ["#1f3552", "#1c4033", "#4a3a18", "#392d5a", "#2b343e"],
    tones: ["#7fd6a2", "#f2c14e", "#ff9d94"],
};

/// The style sheet of `theme`, for pictures that were written without one.
pub fn style_sheet(theme: Theme) -> String {
    let mut res = format!(
        "text{{font:12px {SANS};font-kerning:none;white-space:pre}}\
         .mid{{text-anchor:middle}}\
         .th{{font-size:20px;font-weight:700}}\
         .tg{{font-size:11px;font-weight:700}}\
         .tt{{font-size:13px;font-weight:700}}\
         .ts{{font-size:10px;font-style:italic}}\
         .tk{{text-decoration:underline}}\
         .td{{font-style:italic}}\
         .ty,.tl{{font-size:11px}}\
         .tm,.tb{{font-size:9px;font-weight:700}}\
         .l,.d,.q,.f{{fill:none;stroke-width:1.3}}\
         .d{{stroke-dasharray:5 3}}\
         .dash{{stroke-dasharray:4 3}}\
         .ink{{fill:#14202e!important}}.paper{{fill:#ffffff!important}}\
         a:hover .b,a:focus .b{{stroke-width:2.5}}"
    );
    match theme {
        Theme::None => {}
        Theme::Light => colors(&mut res, &LIGHT),
        Theme::Dark => colors(&mut res, &DARK),
        Theme::Auto => {
            colors(&mut res, &LIGHT);
            res.push_str("@media(prefers-color-scheme:dark){");
            colors(&mut res, &DARK);
            res.push('}');
        }
    }
    res
}

fn colors(out: &mut String, palette: &Palette) {
    let [good, warn, bad] = palette.tones;
    let Palette {
        page,
        panel,
        border,
        text,
        muted,
        line,
        key,
        group,
        group_border,
        heads,
        tones: _,
    } = palette;
    write!(
        out,
        ".p{{fill:{page}}}.b{{fill:{panel};stroke:{border}}}.r{{stroke:{border};stroke-opacity:.5}}\
         .g{{fill:{group};stroke:{group_border}}}\
         text{{fill:{text}}}.tg,.ts,.ty,.tl{{fill:{muted}}}.tm{{fill:{key}}}\
         .l,.d,.q,.f{{stroke:{line}}}.f,.j{{fill:{line}}}\
         .good rect{{fill:{good}}}.warn rect{{fill:{warn}}}.bad rect{{fill:{bad}}}.tb{{fill:{page}}}"
    )
    .expect("a String takes all text");
    for (class, color) in ["he", "hw", "hr", "hu", "hv"].iter().zip(heads) {
        write!(out, ".{class}{{fill:{color};stroke:{border}}}").expect("a String takes all text");
    }
}
