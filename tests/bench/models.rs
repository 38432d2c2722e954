//! Makes large models for the benchmarks: any number of entities, the same text for the same seed.

use std::fmt::Write as _;

/// A model of `n_entities` entities with 10 to 20 attributes each, two references, indexes, checks, enums
/// and documentation, with some weak entities, subtypes and relationships among them. References go to
/// earlier entities or to the entity itself, so there are no longer cycles.
pub fn model(n_entities: usize, seed: u64) -> String {
    let mut random = Random(seed.wrapping_mul(2).wrapping_add(1));
    let mut text = String::with_capacity(n_entities * 1200);
    text.push_str("/// A generated model.\nmodel generated\n\n");
    text.push_str("type Email = varchar(254) check value matches \"^[^@]+@[^@]+$\"\n\n");
    text.push_str(
        "type Address {\n  street varchar(200)\n  city varchar(80)\n  zip varchar(10)\n}\n\n",
    );
    text.push_str(
        "mixin Audited {\n  created_at timestamptz = now()\n  updated_at timestamptz = now()\n}\n",
    );
    for idx in 0..n_entities {
        text.push('\n');
        declaration(&mut text, &mut random, idx);
    }
    text
}

/// Numbers that look random and are the same in every run (Marsaglia, "Xorshift RNGs", 2003).
pub struct Random(pub u64);

impl Random {
    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound
    }

    /// One of `items`.
    pub fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }
}

const NOUNS: [&str; 16] = [
    "Account", "Batch", "Carrier", "Delivery", "Employee", "Facility", "Grant", "Holding",
    "Invoice", "Journal", "Ledger", "Machine", "Notice", "Order", "Payment", "Route",
];
const WORDS: [&str; 20] = [
    "amount",
    "balance",
    "code",
    "comment",
    "count",
    "currency",
    "due",
    "email",
    "grade",
    "height",
    "label",
    "latitude",
    "level",
    "name",
    "phone",
    "priority",
    "quantity",
    "reference",
    "title",
    "weight",
];
const TYPES: [&str; 12] = [
    "varchar(80)",
    "int",
    "decimal(12, 2)",
    "timestamptz",
    "bool",
    "text?",
    "date?",
    "uuid",
    "bigint",
    "Email?",
    "varchar(254)?",
    "double",
];

fn name(idx: usize) -> String {
    format!("{}{idx}", NOUNS[idx % NOUNS.len()])
}

fn declaration(text: &mut String, random: &mut Random, idx: usize) {
    let name = name(idx);
    if idx % 10 == 3 {
        _ = writeln!(
            text,
            "enum {name}Status {{ open, active = \"ACTIVE\", closed, cancelled }}\n"
        );
    }
    if idx.is_multiple_of(3) {
        _ = writeln!(text, "/// What is known of one {}, number {idx}.", name.to_lowercase());
    }
    let with = if idx.is_multiple_of(2) { " with Audited" } else { "" };
    match idx % 20 {
        7 if idx > 20 => {
            _ = writeln!(text, "entity {name} extends {} {{", self::name(idx - 2));
        }
        _ => _ = writeln!(text, "entity {name}{with} {{"),
    }
    members(text, random, idx);
    text.push_str("}\n");
    if idx % 25 == 11 {
        let (a, b) = (self::name(random.below(idx)), self::name(random.below(idx)));
        _ = writeln!(
            text,
            "\nrelationship Link{idx}: {a}* as source -- {b}* as target {{\n  since timestamptz = now()\n}}"
        );
    }
}

fn members(text: &mut String, random: &mut Random, idx: usize) {
    let is_weak = idx % 20 == 9;
    let is_subtype = idx % 20 == 7 && idx > 20;
    if is_subtype {
        return own_attributes(text, random);
    }
    if is_weak {
        let owner = name(random.below(idx));
        _ = writeln!(text, "  owner_{idx} {owner} key on delete cascade\n  line_no int key");
    } else {
        text.push_str("  id bigint key identity\n");
    }
    attributes(text, random, idx);
    references(text, random, idx);
    constraints(text, idx);
    if idx % 20 == 5 && idx > 20 {
        _ = writeln!(text, "  subtypes ({}) disjoint partial stored joined", name(idx + 2));
    }
}

/// What a subtype has besides what it inherits.
fn own_attributes(text: &mut String, random: &mut Random) {
    for number in 0..10 + random.below(9) {
        let (word, ty) = (random.pick(&WORDS), random.pick(&TYPES));
        _ = writeln!(text, "  own_{word}_{number} {ty}");
    }
}

fn attributes(text: &mut String, random: &mut Random, idx: usize) {
    text.push_str("  serial varchar(40) unique\n  opened_on date\n  closed_on date?\n");
    text.push_str("  quantity int = 1 check quantity > 0\n  unit_price decimal(12, 2)\n");
    if idx % 10 == 3 {
        _ = writeln!(text, "  status {}Status = open", name(idx));
    }
    for number in 0..5 + random.below(9) {
        let (word, ty) = (random.pick(&WORDS), random.pick(&TYPES));
        let docs = if number % 6 == 5 { " /// As it was agreed." } else { "" };
        _ = writeln!(text, "  {word}_{number} {ty}{docs}");
    }
    if idx % 5 == 1 {
        text.push_str("  // The sum that the invoice shows.\n  total decimal(14, 2) := quantity * unit_price stored\n");
    }
    if idx % 7 == 2 {
        text.push_str("  ship_to Address?\n");
    }
}

fn references(text: &mut String, random: &mut Random, idx: usize) {
    for number in 0..2 {
        let target = if idx == 0 || random.below(50) == 0 { idx } else { random.below(idx) };
        let optional = if target == idx || random.below(3) == 0 { "?" } else { "" };
        let action = random.pick(&["", " on delete cascade", " on delete restrict"]);
        _ = writeln!(text, "  ref_{number} {}{optional}{action}", name(target));
    }
}

fn constraints(text: &mut String, idx: usize) {
    text.push_str("\n  index (opened_on, quantity desc)\n");
    if idx.is_multiple_of(2) {
        _ = writeln!(text, "  index open_only_{idx}: (serial) where closed_on is null");
    }
    if idx % 3 == 1 {
        _ = writeln!(text, "  check period_{idx}: closed_on is null or closed_on >= opened_on");
    }
    if idx % 4 == 2 {
        text.push_str("  unique (lower(serial), ref_0) where quantity between 1 and 1000\n");
    }
}
