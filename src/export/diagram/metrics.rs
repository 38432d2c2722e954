//! How wide a text is drawn, without a font at hand.
//!
//! The widths are those of Liberation Sans, which Arial, Helvetica and Arimo share, so that a picture
//! looks the same wherever one of them is; every character of Liberation Mono and Courier New is equally
//! wide. Kerning is not counted: a writer of pictures turns it off.

mod liberation;

use liberation::{RUNS, Run};
use unicode_width::UnicodeWidthChar;

/// Fonts for [`Family::Sans`], as CSS wants them: all have the same widths.
pub const SANS: &str = "'Liberation Sans', Arial, Arimo, Helvetica, sans-serif";
/// Fonts for [`Family::Mono`], as CSS wants them: all have the same widths.
pub const MONO: &str = "'Liberation Mono', 'Courier New', Cousine, monospace";

/// How far the highest letters rise above the base line, per font size.
pub const ASCENT: f32 = 0.905;
/// How far the lowest letters hang below the base line, per font size.
pub const DESCENT: f32 = 0.212;
/// The height of a capital letter, per font size: to centre a line of text by.
pub const CAP_HEIGHT: f32 = 0.688;

const UNITS: f32 = 2048.0;
const MONO_UNITS: u16 = 1229;
/// Characters of scripts that are not in the table: guessed rather too wide than too narrow.
const UNKNOWN_UNITS: u16 = 1400;
/// Ideographs fill a square in every font.
const WIDE_UNITS: u16 = 2048;

/// Makes one picture of several, such as a family of its members.
const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// How heavy the letters are. Slanted letters of plain Latin are as wide as upright ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// For text.
    #[default]
    Regular,
    /// For names.
    Bold,
}

/// What kind of letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Family {
    /// Liberation Sans and its equals.
    #[default]
    Sans,
    /// Liberation Mono and its equals.
    Mono,
}

/// The width of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextWidth {
    /// In the unit of the font size.
    pub width: f32,
    /// Whether the table has all characters. If not, a picture must say how wide the text is to be.
    pub is_exact: bool,
}

/// The width of `text` at the font size `size`.
pub fn text_width(text: &str, size: f32, weight: Weight, family: Family) -> TextWidth {
    let mut units = 0_u64;
    let mut is_exact = true;
    // What is joined to the character before it is drawn in its place.
    let mut is_joined = false;
    for character in text.chars() {
        if std::mem::replace(&mut is_joined, character == ZERO_WIDTH_JOINER) {
            is_exact = false;
            continue;
        }
        let (width, is_known) = character_width(character, weight, family);
        units += u64::from(width);
        is_exact &= is_known;
    }
    TextWidth { width: units as f32 / UNITS * size, is_exact }
}

/// The width of a character in units, and whether it is known.
fn character_width(character: char, weight: Weight, family: Family) -> (u16, bool) {
    if let Some(width) = from_table(character, weight) {
        return match family {
            Family::Sans => (width, true),
            Family::Mono => (MONO_UNITS, true),
        };
    }
    match (character.width(), family) {
        // Marks that combine with the letter before them, and characters that are not drawn.
        (None | Some(0), _) => (0, !character.is_control()),
        (Some(1), Family::Sans) => (UNKNOWN_UNITS, false),
        (Some(1), Family::Mono) => (MONO_UNITS, false),
        (Some(_), _) => (WIDE_UNITS, false),
    }
}

fn from_table(character: char, weight: Weight) -> Option<u16> {
    let code = u32::from(character);
    let run: &Run = RUNS.get(RUNS.partition_point(|it| it.first <= code).checked_sub(1)?)?;
    let widths = match weight {
        Weight::Regular => run.regular,
        Weight::Bold => run.bold,
    };
    widths.get(usize::try_from(code - run.first).ok()?).copied().filter(|&it| it > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sans(text: &str) -> TextWidth {
        text_width(text, 2048.0, Weight::Regular, Family::Sans)
    }

    #[test]
    fn latin_greek_and_cyrillic_are_exact() {
        for (text, width) in
            [("Order", 5235.0), ("Ωμέγα", 5832.0), ("Заказ", 5350.0), ("Straße – 5 €", 11270.0)]
        {
            assert_eq!(sans(text), TextWidth { width, is_exact: true }, "{text}");
        }
        let bold = text_width("Order", 2048.0, Weight::Bold, Family::Sans);
        assert_eq!(bold, TextWidth { width: 5577.0, is_exact: true });
    }

    #[test]
    fn a_letter_is_as_wide_as_the_font_is_large() {
        let at = |size| text_width("id : bigint", size, Weight::Regular, Family::Sans).width;
        assert!((at(24.0) - 2.0 * at(12.0)).abs() < 1e-3);
    }

    #[test]
    fn every_letter_of_a_typewriter_is_equally_wide() {
        let of = |text| text_width(text, 10.0, Weight::Bold, Family::Mono);
        assert_eq!(of("iii"), of("WЖΩ"));
        assert!(of("iii").is_exact);
    }

    #[test]
    fn other_scripts_are_guessed_by_their_class() {
        assert_eq!(sans("顧客"), TextWidth { width: 4096.0, is_exact: false });
        assert!(!sans("ลูกค้า").is_exact);
        assert_eq!(sans("👩\u{200d}👧").width, sans("👩").width);
        assert_eq!(sans("e\u{301}").width, sans("e").width);
        assert!(sans("e\u{301}").is_exact);
    }

    #[test]
    fn characters_that_cannot_be_drawn_are_not_known() {
        assert_eq!(sans("\n"), TextWidth { width: 0.0, is_exact: false });
        assert_eq!(sans(""), TextWidth { width: 0.0, is_exact: true });
    }
}
