//! Small random relations from a seed.

use erc::theory::{
    AttributeSet, Dependencies, Dependency, FunctionalDependency, JoinDependency,
    MultivaluedDependency,
};

/// SplitMix64 (Steele, Lea, Flood 2014).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    pub fn below(&mut self, n: u32) -> u32 {
        (self.next() % u64::from(n)) as u32
    }

    /// A set in which each attribute is with this chance in a hundred.
    pub fn set(&mut self, n_attributes: u32, chance: u32) -> AttributeSet {
        (0..n_attributes).filter(|_| self.below(100) < chance).collect()
    }
}

/// How many dependencies of each kind a random relation has at most.
#[derive(Clone, Copy)]
pub struct Shape {
    pub n_attributes: u32,
    pub functional: u32,
    pub multivalued: u32,
    pub join: u32,
}

pub fn dependencies(random: &mut Random, shape: Shape) -> Dependencies {
    let n = shape.n_attributes;
    let mut res = Dependencies::new(n);
    for _ in 0..random.below(shape.functional + 1) {
        let dependency = FunctionalDependency::new(random.set(n, 35), random.set(n, 30));
        res.declare(Dependency::Functional(dependency)).unwrap();
    }
    for _ in 0..random.below(shape.multivalued + 1) {
        let dependency = MultivaluedDependency::new(random.set(n, 30), random.set(n, 40));
        res.declare(Dependency::Multivalued(dependency)).unwrap();
    }
    for _ in 0..random.below(shape.join + 1) {
        res.declare(Dependency::Join(join(random, n))).unwrap();
    }
    res
}

pub fn join(random: &mut Random, n: u32) -> JoinDependency {
    let n_components = 2 + random.below(3);
    let mut components: Vec<_> = (0..n_components).map(|_| random.set(n, 50)).collect();
    for attribute in 0..n {
        if !components.iter().any(|it| it.contains(attribute)) {
            components[random.below(n_components) as usize].insert(attribute);
        }
    }
    JoinDependency::new(components)
}
