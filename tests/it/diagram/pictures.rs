//! What holds for every picture.

use erc::base::DialectId;
use erc::dialect;
use erc::export::diagram::{Notation, Options, Scene, Theme, physical, scene, svg};
use roxmltree::{Document, Node};

use super::{model, models, native};
use crate::slow::slow;

const NOTATIONS: [Notation; 5] =
    [Notation::CrowsFoot, Notation::Chen, Notation::Uml, Notation::Idef1x, Notation::MinMax];

fn picture(scene: &Scene, notation: Notation) -> String {
    svg(scene, &Options { notation, legend: true, ..Options::default() })
}

/// Well-formed, all names in it, nothing outside, the same every time.
#[track_caller]
fn check(scene: &Scene, notation: Notation) {
    let text = picture(scene, notation);
    let document = Document::parse(&text).unwrap_or_else(|error| panic!("{notation:?}: {error}"));
    let root = document.root_element();
    let number = |node: &Node<'_, '_>, name: &str| {
        node.attribute(name).and_then(|it| it.parse::<f64>().ok())
    };
    let (width, height) = (number(&root, "width"), number(&root, "height"));
    assert!(width.is_some_and(|it| it > 0.0) && height.is_some_and(|it| it > 0.0));
    assert!(root.children().any(|it| it.has_tag_name("desc") || it.tag_name().name() == "title"));
    let symbols =
        || root.descendants().filter(|it| it.attribute("role") == Some("graphics-symbol"));
    assert!(symbols().count() >= scene.nodes.len(), "{notation:?}: a box is missing");
    for symbol in symbols() {
        let title = symbol.children().find(|it| it.tag_name().name() == "title");
        assert!(
            title.is_some_and(|it| it.text().is_some()),
            "a box has no name for those who cannot see it"
        );
    }
    let addresses = root.descendants().flat_map(|it| it.attributes().collect::<Vec<_>>());
    for it in addresses {
        assert!(!it.name().starts_with("on"), "{}", it.name());
        assert!(!matches!(it.name(), "href" | "src"), "{}", it.value());
    }
}

#[test]
fn every_model_can_be_drawn() {
    for (name, model) in models() {
        let scene = scene(&model);
        check(&scene, Notation::CrowsFoot);
        // The other notations place the same boxes anew, which takes its time: some models stand for all.
        if slow() || ["library.erd", "university.erd"].contains(&name.as_str()) {
            NOTATIONS.into_iter().skip(1).for_each(|it| check(&scene, it));
        }
        let text = svg(&scene, &Options::default());
        let bytes = text.len() / scene.nodes.len();
        assert!(bytes <= 4096, "{name}: {bytes} bytes for each box");
    }
}

#[test]
fn the_same_model_gives_the_same_bytes() {
    let (_, model) = models().swap_remove(0);
    assert_eq!(picture(&scene(&model), Notation::Chen), picture(&scene(&model), Notation::Chen));
    let (_, again) = models().swap_remove(0);
    assert_eq!(svg(&scene(&model), &Options::default()), svg(&scene(&again), &Options::default()));
}

#[test]
fn the_tables_of_a_database_can_be_drawn() {
    for (_, model) in models() {
        for id in [DialectId::Postgres, DialectId::Sqlite] {
            let Some(native) = native(&model, id) else { continue };
            let scene = physical(&native, dialect::of(id), &model);
            assert_eq!(scene.nodes.len(), native.tables.len() + native.views.len());
            check(&scene, Notation::CrowsFoot);
        }
    }
}

#[test]
fn names_that_are_markup_are_texts() {
    let text = "/// </title><script>alert(1)</script> \"'&\nentity `<b onload=\"x\">&amp;` @group(\"]]>\") @color(\"#b00\") {\n  /// --> ` `\n  `a\"b<c>` int key\n  `\\u{202e}x` text?\n}\nentity `注文` { `ลูกค้า` varchar(5) key\n  r `<b onload=\"x\">&amp;`? }\n";
    let scene = scene(&model(text));
    for notation in NOTATIONS {
        check(&scene, notation);
        let picture = picture(&scene, notation);
        assert!(!picture.contains("<script") && !picture.contains("<b onload"), "{picture}");
        let document = Document::parse(&picture).expect("checked above");
        let guessed = document.descendants().filter(|it| it.attribute("textLength").is_some());
        assert!(guessed.count() > 0, "texts of unknown width are held to it");
    }
}

#[test]
fn a_model_without_anything_is_an_empty_picture() {
    check(&scene(&model("")), Notation::CrowsFoot);
}

/// The part of the picture that a text takes never sticks out of its box.
#[test]
fn texts_stay_in_their_boxes() {
    use erc::export::diagram::metrics::{Family, Weight, text_width};
    for (name, model) in models() {
        let text = svg(&scene(&model), &Options::default());
        let document = Document::parse(&text).expect("checked elsewhere");
        let symbols =
            document.descendants().filter(|it| it.attribute("role") == Some("graphics-symbol"));
        for symbol in symbols {
            let number = |it: Node<'_, '_>, name: &str| {
                it.attribute(name).and_then(|it| it.parse::<f32>().ok()).unwrap_or(0.0)
            };
            let widths = symbol
                .descendants()
                .filter(|it| it.has_tag_name(("http://www.w3.org/2000/svg", "rect")));
            let Some(width) = widths.map(|it| number(it, "width")).max_by(f32::total_cmp) else {
                continue;
            };
            for it in symbol.descendants().filter(|it| it.tag_name().name() == "text") {
                let class = it.attribute("class").unwrap_or_default();
                let (size, weight) = match class {
                    "tt" => (13.0, Weight::Bold),
                    "tm" => (9.0, Weight::Bold),
                    "ty" => (11.0, Weight::Regular),
                    _ => (12.0, Weight::Regular),
                };
                let words = it
                    .children()
                    .filter_map(|it| it.is_text().then(|| it.text()).flatten())
                    .collect::<String>();
                let end = number(it, "x") + text_width(&words, size, weight, Family::Sans).width;
                let limit = if class.contains("mid") { f32::MAX } else { width };
                assert!(end <= limit + 1.0, "{name}: `{words}` ends at {end} of {width}");
            }
        }
    }
}

#[test]
fn a_theme_is_what_was_asked_for() {
    let scene = scene(&model("entity A { id int key }"));
    let of = |theme| svg(&scene, &Options { theme, ..Options::default() });
    assert!(of(Theme::Auto).contains("prefers-color-scheme:dark"));
    assert!(!of(Theme::Light).contains("prefers-color-scheme"));
    assert!(of(Theme::Dark).contains("#0f1419"));
    assert!(!of(Theme::None).contains("<style"));
}

#[test]
fn what_is_drawn_twice_in_chen_is_weak_or_has_many_values() {
    let model = model(
        "entity A { id int key\n tags varchar(9)*\n twice int := id * 2 stored }\nentity B { a A key\n n int key }",
    );
    let options = Options { notation: Notation::Chen, ..Options::default() };
    let text = svg(&scene(&model), &options);
    let document = Document::parse(&text).expect("well-formed");
    let count = |class: &str, tag: &str| {
        document
            .descendants()
            .filter(|it| it.tag_name().name() == tag && it.attribute("class") == Some(class))
            .count()
    };
    assert_eq!(count("hw", "rect"), 2, "a weak entity has two borders");
    assert_eq!(count("hr", "path"), 2, "an identifying relationship has two borders");
    assert_eq!(count("b dash", "ellipse"), 1, "a derived attribute is dashed");
    // id, tags twice, n: the derived one is counted above.
    assert_eq!(count("b", "ellipse"), 4);
}

#[test]
fn a_legend_explains_what_is_there() {
    let model =
        model("entity A { id int key\n tags varchar(9)* }\nentity B { a A key\n n int key }");
    let texts = |notation| {
        let text = picture(&scene(&model), notation);
        let document = Document::parse(&text).expect("well-formed");
        let texts = document.descendants().filter(|it| it.tag_name().name() == "text");
        texts.filter_map(|it| it.text().map(str::to_owned)).collect::<Vec<_>>()
    };
    let has = |notation, words: &str| texts(notation).iter().any(|it| it == words);
    assert!(has(Notation::Chen, "may have several values") && !has(Notation::Chen, "computed"));
    for notation in [Notation::CrowsFoot, Notation::Chen, Notation::Idef1x, Notation::MinMax] {
        assert!(has(notation, "identified through others"), "{notation:?}");
    }
    assert!(has(Notation::Uml, "exists as a part of"));
}
