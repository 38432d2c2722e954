#!/usr/bin/env python3
"""Writes src/export/diagram/metrics/liberation.rs from the Liberation Sans fonts.

Needs fontTools and the Debian package fonts-liberation2:
    tests/bench/font_widths.py > src/export/diagram/metrics/liberation.rs && rustfmt --edition 2024 src/export/diagram/metrics/liberation.rs
"""

import unicodedata
from fontTools.ttLib import TTFont

# So many missing characters do not begin a new run.
LONGEST_HOLE = 12
FOLDER = "/usr/share/fonts/truetype/liberation2"
BLOCKS = [
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1, Extended-A, Extended-B
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x1F00, 0x1FFF),  # Greek Extended
    (0x2010, 0x2027),  # Dashes, quotation marks, bullets, ellipsis
    (0x2030, 0x205E),  # More punctuation
    (0x20A0, 0x20BF),  # Currency signs
]


def widths(style):
    font = TTFont(f"{FOLDER}/LiberationSans-{style}.ttf")
    assert font["head"].unitsPerEm == 2048
    metrics = font["hmtx"].metrics
    return {code: metrics[name][0] for code, name in font.getBestCmap().items()}, font


def main():
    (regular, font), (bold, _) = widths("Regular"), widths("Bold")
    version = font["name"].getDebugName(5)
    runs = []
    for first, last in BLOCKS:
        for code in range(first, last + 1):
            if code not in regular or code not in bold or unicodedata.combining(chr(code)):
                continue
            if regular[code] == 0:
                continue
            if runs and code - runs[-1][0] - len(runs[-1][1]) < LONGEST_HOLE:
                missing = code - runs[-1][0] - len(runs[-1][1])
                runs[-1][1].extend([None] * missing + [code])
            else:
                runs.append((code, [code]))
    print("//! Advance widths of Liberation Sans, written by `tests/bench/font_widths.py`.")
    print("//!")
    print(f"//! {version}. Copyright (c) 2012 Red Hat, Inc., licensed under the SIL Open Font License 1.1;")
    print("//! these are measures of the font, not the font. Arial, Helvetica and Arimo have the same widths.")
    print()
    print("/// Widths of characters that follow each other, in units of 1/2048 of the font size; 0 where the")
    print("/// font has none.")
    print("pub(super) struct Run {")
    print("    pub(super) first: u32,")
    print("    pub(super) regular: &'static [u16],")
    print("    pub(super) bold: &'static [u16],")
    print("}")
    print()
    print("/// All runs, in the order of their characters.")
    print("pub(super) const RUNS: &[Run] = &[")
    for first, codes in runs:
        print(f"    Run {{ first: 0x{first:04X},")
        for name, table in (("regular", regular), ("bold", bold)):
            print(f"        {name}: &[{', '.join(str(table.get(code, 0)) for code in codes)}],")
        print("    },")
    print("];")


main()
