//! Models of any size for measuring: as people write them, by a seed, the same every time.
//!
//! Entities have 10 to 20 attributes of mixed types, two references, an index, a check and documentation;
//! there are enums, domains and composites, weak entities, many-to-many relationships and subtypes. The only
//! circles are self references.

use std::fmt::Write as _;

/// The text of a model with so many entities.
pub fn model(n_entities: usize) -> String {
    let mut out = String::from("/// Made for measuring.\nmodel measured\n\n");
    shared(&mut out);
    let mut random = Random(0x5eed);
    for idx in 0..n_entities {
        match idx % 20 {
            7 if idx > 0 => weak_entity(&mut out, &mut random, idx),
            13 if idx > 0 => subtype(&mut out, &mut random, idx),
            _ => strong_entity(&mut out, &mut random, idx, idx % 20 == 12),
        }
        if idx % 10 == 9 {
            let (a, b) = (idx - 1, idx - 3);
            let _ = writeln!(
                out,
                "relationship Pair{idx}: {}* as left -- {}* as right {{\n  since timestamptz = now()\n}}\n",
                name(a),
                name(b)
            );
        }
    }
    out
}

/// A small random number generator (Steele, Lea, Flood: SplitMix, 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut res = self.0;
        res = (res ^ (res >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        res = (res ^ (res >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        res ^ (res >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

fn shared(out: &mut String) {
    for idx in 0..20 {
        let _ = writeln!(out, "enum State{idx} {{ open, waiting, done, failed_{idx} }}");
    }
    out.push_str(
        "type Email = varchar(254) check value matches \"^[^@]+@[^@]+$\"\n\
         type Money = decimal(12, 2) check value >= 0\n\
         type Address {\n  street varchar(200)\n  city varchar(80)\n  zip varchar(10)\n\n  zip -> city\n}\n\
         mixin Audited {\n  created_at timestamptz = now()\n  updated_at timestamptz = now()\n}\n\n",
    );
}

fn name(idx: usize) -> String {
    format!("Thing{idx}")
}

const TYPES: &[&str] = &[
    "varchar(80)",
    "text?",
    "int = 0",
    "bigint?",
    "decimal(10, 2)",
    "bool = false",
    "date?",
    "timestamptz = now()",
    "Email",
    "Money",
    "uuid?",
    "json?",
    "double?",
    "smallint",
];

fn strong_entity(out: &mut String, random: &mut Random, idx: usize, is_supertype: bool) {
    let mixin = if idx % 3 == 0 { " with Audited" } else { "" };
    let _ = writeln!(out, "/// What number {idx} is about.\nentity {}{mixin} {{", name(idx));
    out.push_str("  id bigint key identity\n");
    attributes(out, random, idx);
    references(out, random, idx);
    if idx % 7 == 3 {
        out.push_str("  address Address?\n");
    }
    out.push_str("\n  check count_0 >= 0 and count_0 < 1000000\n");
    let _ = writeln!(out, "  index (state, count_0 desc) where state <> failed_{}", idx % 20);
    if is_supertype {
        let _ = writeln!(out, "  subtypes ({}) disjoint partial stored joined", name(idx + 1));
    }
    out.push_str("}\n\n");
}

fn attributes(out: &mut String, random: &mut Random, idx: usize) {
    let _ = writeln!(out, "  code varchar(32) unique\n  count_0 int = 0\n  state State{} = open", idx % 20);
    for place in 0..5 + random.below(10) {
        let ty = TYPES[random.below(TYPES.len())];
        let docs = if place % 4 == 0 { "   /// As it is." } else { "" };
        let _ = writeln!(out, "  field_{place} {ty}{docs}");
    }
}

/// To something before, so that there are no circles; the first entity refers to itself.
fn references(out: &mut String, random: &mut Random, idx: usize) {
    let strong = |it: usize| if matches!(it % 20, 7 | 13) { it - 1 } else { it };
    let first = if idx == 0 { name(0) } else { name(strong(random.below(idx))) };
    let _ = writeln!(out, "  owner {first}? on delete set null inverse owned_{idx}");
    let second = if idx == 0 { name(0) } else { name(strong(random.below(idx))) };
    let mark = if idx == 0 { "?" } else { "" };
    let _ = writeln!(out, "  source {second}{mark} inverse sourced_{idx}");
}

fn weak_entity(out: &mut String, random: &mut Random, idx: usize) {
    let _ = writeln!(out, "/// A part of the one before.\nentity {} {{", name(idx));
    let _ = writeln!(out, "  whole {} key on delete cascade\n  part_no int key", name(idx - 1));
    attributes(out, random, idx);
    out.push_str("}\n\n");
}

fn subtype(out: &mut String, random: &mut Random, idx: usize) {
    let _ = writeln!(out, "entity {} extends {} {{", name(idx), name(idx - 1));
    for place in 0..4 + random.below(4) {
        let ty = TYPES[random.below(TYPES.len())];
        let _ = writeln!(out, "  own_{place} {ty}");
    }
    out.push_str("}\n\n");
}
