//! Sets of attributes: bits in place up to 128 attributes, sparse words beyond.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{BitAnd, BitAndAssign, BitOr, BitOrAssign, Sub, SubAssign};

/// An attribute of a relation: its position.
pub type Attribute = u32;

/// A set of attributes.
///
/// Costs no allocation while every member is below 128, and memory only for the words that have
/// members beyond that, so `{999999}` is as small as a set can be. Ordered like the ascending lists
/// of members.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct AttributeSet {
    words: Words,
}

/// Invariant: `Few` holds every set whose members are all below 128, `Many` every other one, its
/// words ascending by place and none of them zero. So equal sets are equal values.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Words {
    Few([u64; N_FEW]),
    Many(Vec<(u32, u64)>),
}

const N_FEW: usize = 2;
const BITS: u32 = u64::BITS;

impl AttributeSet {
    /// The empty set.
    pub const fn new() -> AttributeSet {
        AttributeSet { words: Words::Few([0; N_FEW]) }
    }

    /// The first `n` attributes: all of a relation that has `n`.
    pub fn all(n: u32) -> AttributeSet {
        let full = (0..n / BITS).map(|place| (place, u64::MAX));
        let rest = (n / BITS, (1 << (n % BITS)) - 1);
        AttributeSet::from_places(full.chain([rest]))
    }

    /// The set with `attribute` alone.
    pub fn only(attribute: Attribute) -> AttributeSet {
        AttributeSet::from_places([place_of(attribute)])
    }

    /// The number of members.
    pub fn len(&self) -> usize {
        self.places().map(|(_, word)| word.count_ones() as usize).sum()
    }

    /// Whether there is no member.
    pub fn is_empty(&self) -> bool {
        self.words == Words::Few([0; N_FEW])
    }

    /// Whether `attribute` is a member.
    pub fn contains(&self, attribute: Attribute) -> bool {
        let (place, bit) = place_of(attribute);
        self.word(place) & bit != 0
    }

    /// The members, ascending.
    pub fn iter(&self) -> impl Iterator<Item = Attribute> + '_ {
        self.places().flat_map(|(place, word)| Bits(word).map(move |bit| place * BITS + bit))
    }

    /// The smallest member.
    pub fn first(&self) -> Option<Attribute> {
        self.iter().next()
    }

    /// Adds `attribute`; false if it was a member.
    pub fn insert(&mut self, attribute: Attribute) -> bool {
        let (place, bit) = place_of(attribute);
        let word = self.word_mut(place);
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    /// Takes `attribute` out; false if it was no member.
    pub fn remove(&mut self, attribute: Attribute) -> bool {
        let was_member = self.contains(attribute);
        if was_member {
            *self = self.without(attribute);
        }
        was_member
    }

    /// This set and `attribute`.
    #[must_use]
    pub fn with(&self, attribute: Attribute) -> AttributeSet {
        let mut res = self.clone();
        res.insert(attribute);
        res
    }

    /// This set but for `attribute`.
    #[must_use]
    pub fn without(&self, attribute: Attribute) -> AttributeSet {
        self - &AttributeSet::only(attribute)
    }

    /// Whether every member is one of `other`.
    pub fn is_subset(&self, other: &AttributeSet) -> bool {
        self.places().all(|(place, word)| word & !other.word(place) == 0)
    }

    /// Whether every member is one of `other`, which has more.
    pub fn is_proper_subset(&self, other: &AttributeSet) -> bool {
        self != other && self.is_subset(other)
    }

    /// Whether the two have no member in common.
    pub fn is_disjoint(&self, other: &AttributeSet) -> bool {
        let (small, large) =
            if self.n_places() <= other.n_places() { (self, other) } else { (other, self) };
        small.places().all(|(place, word)| word & large.word(place) == 0)
    }

    /// Whether the two have a member in common.
    pub fn intersects(&self, other: &AttributeSet) -> bool {
        !self.is_disjoint(other)
    }

    /// The set whose bits are `words`, attribute 0 in the lowest bit of the first.
    pub(super) fn from_words(words: &[u64]) -> AttributeSet {
        match *words {
            [] => AttributeSet::new(),
            [a] => AttributeSet { words: Words::Few([a, 0]) },
            [a, b] => AttributeSet { words: Words::Few([a, b]) },
            _ => AttributeSet::from_places((0..).zip(words.iter().copied())),
        }
    }

    /// The set of these words, whose places ascend.
    fn from_places(places: impl IntoIterator<Item = (u32, u64)>) -> AttributeSet {
        let mut few = [0; N_FEW];
        let mut many = Vec::new();
        for (place, word) in places.into_iter().filter(|(_, word)| *word != 0) {
            match few.get_mut(place as usize) {
                Some(low) => *low = word,
                None => many.push((place, word)),
            }
        }
        if many.is_empty() {
            return AttributeSet { words: Words::Few(few) };
        }
        let low = (0..).zip(few).filter(|(_, word)| *word != 0);
        AttributeSet { words: Words::Many(low.chain(many).collect()) }
    }

    fn places(&self) -> impl Iterator<Item = (u32, u64)> + '_ {
        let (few, many) = match &self.words {
            Words::Few(few) => (few.as_slice(), [].as_slice()),
            Words::Many(many) => ([].as_slice(), many.as_slice()),
        };
        (0..).zip(few.iter().copied()).filter(|(_, word)| *word != 0).chain(many.iter().copied())
    }

    fn n_places(&self) -> usize {
        match &self.words {
            Words::Few(few) => few.len(),
            Words::Many(many) => many.len(),
        }
    }

    fn word(&self, place: u32) -> u64 {
        match &self.words {
            Words::Few(few) => few.get(place as usize).copied().unwrap_or(0),
            Words::Many(many) => match many.get(place as usize) {
                // A set without gaps has each word at its place.
                Some((at, word)) if *at == place => *word,
                Some(_) | None => match many.binary_search_by_key(&place, |(at, _)| *at) {
                    Ok(idx) => many[idx].1,
                    Err(_) => 0,
                },
            },
        }
    }

    /// The word at `place`, which the caller makes non-zero.
    fn word_mut(&mut self, place: u32) -> &mut u64 {
        if let Words::Few(few) = &self.words
            && place as usize >= N_FEW
        {
            let words = (0..).zip(*few).filter(|(_, word)| *word != 0).collect();
            self.words = Words::Many(words);
        }
        match &mut self.words {
            Words::Few(few) => &mut few[place as usize],
            Words::Many(many) => {
                let idx = many.partition_point(|(at, _)| *at < place);
                if many.get(idx).is_none_or(|(at, _)| *at != place) {
                    many.insert(idx, (place, 0));
                }
                &mut many[idx].1
            }
        }
    }

    /// The words of both sets side by side.
    fn pairs<'a>(&'a self, other: &'a AttributeSet) -> Pairs<'a> {
        match (&self.words, &other.words) {
            (Words::Few(a), Words::Few(b)) => Pairs::Few { at: 0, a, b },
            _ => Pairs::Many { a: self.cursor(), b: other.cursor() },
        }
    }

    fn cursor(&self) -> Cursor<'_> {
        match &self.words {
            Words::Few(few) => Cursor::Few { at: 0, few },
            Words::Many(many) => Cursor::Many(many),
        }
    }

    fn combine(&self, other: &AttributeSet, word: impl Fn(u64, u64) -> u64) -> AttributeSet {
        if let (Words::Few([a, b]), Words::Few([c, d])) = (&self.words, &other.words) {
            return AttributeSet { words: Words::Few([word(*a, *c), word(*b, *d)]) };
        }
        AttributeSet::from_places(self.pairs(other).map(|(place, a, b)| (place, word(a, b))))
    }
}

fn place_of(attribute: Attribute) -> (u32, u64) {
    (attribute / BITS, 1 << (attribute % BITS))
}

/// The positions of the ones in a word, ascending.
struct Bits(u64);

impl Iterator for Bits {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        (self.0 != 0).then(|| {
            let bit = self.0.trailing_zeros();
            self.0 &= self.0 - 1;
            bit
        })
    }
}

/// The words of one set, ascending by place.
#[derive(Clone, Copy)]
enum Cursor<'a> {
    Few { at: usize, few: &'a [u64; N_FEW] },
    Many(&'a [(u32, u64)]),
}

impl Cursor<'_> {
    fn peek(&self) -> Option<(u32, u64)> {
        match self {
            Cursor::Few { at, few } => few.get(*at).map(|word| (*at as u32, *word)),
            Cursor::Many(words) => words.first().copied(),
        }
    }

    fn advance(&mut self) {
        match self {
            Cursor::Few { at, .. } => *at += 1,
            Cursor::Many(words) => *words = words.get(1..).unwrap_or_default(),
        }
    }
}

/// The words of two sets by place; a place that only one of them has comes with a zero.
enum Pairs<'a> {
    Few { at: usize, a: &'a [u64; N_FEW], b: &'a [u64; N_FEW] },
    Many { a: Cursor<'a>, b: Cursor<'a> },
}

impl Iterator for Pairs<'_> {
    type Item = (u32, u64, u64);

    fn next(&mut self) -> Option<(u32, u64, u64)> {
        match self {
            Pairs::Few { at, a, b } => {
                let pair = (*at as u32, *a.get(*at)?, *b.get(*at)?);
                *at += 1;
                Some(pair)
            }
            Pairs::Many { a, b } => {
                let place = [a.peek(), b.peek()].iter().flatten().map(|(place, _)| *place).min()?;
                let take = |cursor: &mut Cursor<'_>| match cursor.peek() {
                    Some((at, word)) if at == place => {
                        cursor.advance();
                        word
                    }
                    Some(_) | None => 0,
                };
                Some((place, take(a), take(b)))
            }
        }
    }
}

impl Default for AttributeSet {
    fn default() -> AttributeSet {
        AttributeSet::new()
    }
}

impl FromIterator<Attribute> for AttributeSet {
    fn from_iter<I: IntoIterator<Item = Attribute>>(attributes: I) -> AttributeSet {
        let mut res = AttributeSet::new();
        res.extend(attributes);
        res
    }
}

impl Extend<Attribute> for AttributeSet {
    fn extend<I: IntoIterator<Item = Attribute>>(&mut self, attributes: I) {
        for attribute in attributes {
            self.insert(attribute);
        }
    }
}

impl<const N: usize> From<[Attribute; N]> for AttributeSet {
    fn from(attributes: [Attribute; N]) -> AttributeSet {
        attributes.into_iter().collect()
    }
}

impl Ord for AttributeSet {
    /// The set that has the smallest attribute which the other lacks comes first, unless the other
    /// ends there.
    fn cmp(&self, other: &AttributeSet) -> Ordering {
        let mut pairs = self.pairs(other);
        let Some((_, a, b)) = pairs.find(|(_, a, b)| a != b) else { return Ordering::Equal };
        let lowest = (a ^ b) & (a ^ b).wrapping_neg();
        let is_mine = a & lowest != 0;
        let above = !(lowest | (lowest - 1));
        let other_goes_on = |word_a: u64, word_b: u64| if is_mine { word_b } else { word_a } != 0;
        let goes_on = other_goes_on(a & above, b & above)
            || pairs.any(|(_, later_a, later_b)| other_goes_on(later_a, later_b));
        if is_mine == goes_on { Ordering::Less } else { Ordering::Greater }
    }
}

impl PartialOrd for AttributeSet {
    fn partial_cmp(&self, other: &AttributeSet) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl BitOr for &AttributeSet {
    type Output = AttributeSet;

    fn bitor(self, other: &AttributeSet) -> AttributeSet {
        self.combine(other, |a, b| a | b)
    }
}

impl BitAnd for &AttributeSet {
    type Output = AttributeSet;

    fn bitand(self, other: &AttributeSet) -> AttributeSet {
        self.combine(other, |a, b| a & b)
    }
}

impl Sub for &AttributeSet {
    type Output = AttributeSet;

    fn sub(self, other: &AttributeSet) -> AttributeSet {
        self.combine(other, |a, b| a & !b)
    }
}

impl BitOrAssign<&AttributeSet> for AttributeSet {
    fn bitor_assign(&mut self, other: &AttributeSet) {
        *self = &*self | other;
    }
}

impl BitAndAssign<&AttributeSet> for AttributeSet {
    fn bitand_assign(&mut self, other: &AttributeSet) {
        *self = &*self & other;
    }
}

impl SubAssign<&AttributeSet> for AttributeSet {
    fn sub_assign(&mut self, other: &AttributeSet) {
        *self = &*self - other;
    }
}

impl fmt::Debug for AttributeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
