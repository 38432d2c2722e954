//! The style sheet of a picture: colours that can be read in light and in dark.

use std::fmt::Write as _;

use super::paint::put;
use crate::export::diagram::Theme;
use crate::export::diagram::change::Change;
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
    /// Behind the names of what stayed as it was, where two models are compared.
    same: &'static str,
    /// Added, removed, changed: lines and signs, and what is behind texts. The hues are those of Okabe and Ito
    /// (2008), which can be told apart without one kind of cones as well.
    changes: [[&'static str; 2]; 3],
}

const LIGHT: Palette = Palette {
    page: "#ffffff",
    panel: "#ffffff",
    border: "#7f8fa4",
    text: "#14202e",
    muted: "#526174",
    line: "#5a6b80",
    key: "#9a4a08",
    group: "#f5f7fa",
    group_border: "#c9d2de",
    heads: ["#dde8f6", "#d8efe2", "#fbe9c6", "#e8dffa", "#e6e9ee"],
    tones: ["#1d7044", "#8a5a00", "#b3261e"],
    same: "#eef1f5",
    changes: [["#00704f", "#cdeee1"], ["#ad3f00", "#fde0cd"], ["#005b9f", "#d3e7fb"]],
};

const DARK: Palette = Palette {
    page: "#0f1419",
    panel: "#182029",
    border: "#647486",
    text: "#e6edf3",
    muted: "#a3b2c2",
    line: "#8f9fb3",
    key: "#f2b558",
    group: "#131a21",
    group_border: "#2c3846",
    heads: ["#1f3552", "#1c4033", "#4a3a18", "#392d5a", "#2b343e"],
    tones: ["#7fd6a2", "#f2c14e", "#ff9d94"],
    same: "#222b35",
    changes: [["#4fd3a8", "#123c30"], ["#ff9f66", "#4b2511"], ["#74bbff", "#14365a"]],
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
         .l,.d,.q,.f,.w,.i{{fill:none;stroke-width:1.3}}.w{{stroke-width:4}}.i{{stroke-width:1.6}}\
         .d{{stroke-dasharray:5 3}}\
         .dash{{stroke-dasharray:4 3}}\
         .ink .tt,.ink .ts{{fill:#14202e}}.paper .tt,.paper .ts{{fill:#ffffff}}\
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

/// What is added to the style sheet of `theme` where two models are compared.
pub(super) fn change_sheet(theme: Theme) -> String {
    let mut res = String::from(
        ".sg{font-size:13px;font-weight:700}\
         .x .l,.x .d,.x .q,.add>rect.b,.chg>rect.b,.del>rect.b{stroke-width:2}\
         .del>rect.b{stroke-dasharray:6 3}\
         .rdel .tn,.rdel .tk,.rdel .td,.rdel .ty,.del .tt,.del .tl{text-decoration:line-through}",
    );
    match theme {
        Theme::None => {}
        Theme::Light => change_colors(&mut res, &LIGHT),
        Theme::Dark => change_colors(&mut res, &DARK),
        Theme::Auto => {
            change_colors(&mut res, &LIGHT);
            res.push_str("@media(prefers-color-scheme:dark){");
            change_colors(&mut res, &DARK);
            res.push('}');
        }
    }
    res
}

fn change_colors(out: &mut String, palette: &Palette) {
    let heads =
        |class: &str| ["he", "hw", "hr", "hu", "hv"].map(|it| format!(".{class} .{it}")).join(",");
    put(out, format_args!("{}{{fill:{}}}", heads("same"), palette.same));
    for (change, [strong, soft]) in Change::ALL.into_iter().zip(palette.changes) {
        let class = change.class();
        put(
            out,
            format_args!(
                "{}{{fill:{soft};stroke:{strong}}}.{class}>rect.b,.r{class} .b{{stroke:{strong}}}\
                 .r{class} .rb,.r{class} ellipse{{fill:{soft}}}.r{class} .sg,.{class} .tl{{fill:{strong}}}\
                 .x.{class} path{{stroke:{strong}}}\
                 .x.{class} .f,.{class} .j,.{class} .o,.bg.{class} rect{{fill:{strong}}}",
                heads(class)
            ),
        );
    }
    put(
        out,
        format_args!(".x .i{{stroke:{0}!important}}.o+.sg{{fill:{0}!important}}", palette.page),
    );
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
        same: _,
        changes: _,
    } = palette;
    write!(
        out,
        ".p{{fill:{page}}}.b{{fill:{panel};stroke:{border}}}.r{{stroke:{border};stroke-opacity:.5}}\
         .g{{fill:{group};stroke:{group_border}}}\
         text{{fill:{text}}}.tg,.ts,.ty,.tl{{fill:{muted}}}.tm{{fill:{key}}}\
         .l,.d,.q,.f,.w{{stroke:{line}}}.i{{stroke:{page}}}.f,.j{{fill:{line}}}\
         .good rect{{fill:{good}}}.warn rect{{fill:{warn}}}.bad rect{{fill:{bad}}}.tb{{fill:{page}}}"
    )
    .expect("a String takes all text");
    for (class, color) in ["he", "hw", "hr", "hu", "hv"].iter().zip(heads) {
        write!(out, ".{class}{{fill:{color};stroke:{border}}}").expect("a String takes all text");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.2, relative luminance.
    fn luminance(color: &str) -> f64 {
        let part = |at: usize| {
            let part = u8::from_str_radix(&color[at..at + 2], 16).expect("two digits");
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    #[track_caller]
    fn check(front: &str, back: &str, least: f64) {
        let (a, b) = (luminance(front) + 0.05, luminance(back) + 0.05);
        let contrast = a.max(b) / a.min(b);
        assert!(contrast >= least, "{front} on {back}: {contrast:.2}");
    }

    #[test]
    fn texts_can_be_read_and_lines_be_seen_in_both_themes() {
        for palette in [LIGHT, DARK] {
            let soft = palette.changes.map(|it| it[1]);
            let plain = [palette.page, palette.panel, palette.group, palette.same];
            let backs = || plain.iter().chain(&palette.heads).chain(&soft);
            for text in [palette.text, palette.muted, palette.key] {
                backs().for_each(|back| check(text, back, 4.5));
            }
            for tone in palette.tones.into_iter().chain(palette.changes.map(|it| it[0])) {
                check(palette.page, tone, 4.5);
            }
            palette.changes.iter().for_each(|it| check(it[0], it[1], 4.5));
            // What is no text: 3 is enough (1.4.11).
            for back in [palette.page, palette.panel, palette.group] {
                check(palette.line, back, 3.0);
                check(palette.border, back, 3.0);
            }
        }
    }
}
