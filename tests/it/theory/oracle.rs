//! The definitions themselves, by brute force, for relations of a few attributes.

use std::collections::BTreeSet;

use erc::theory::{AttributeSet, Dependencies, Dependency, DependencyId};

pub type Row = Vec<u32>;

/// Whether an instance satisfies a dependency: the definition, word for word.
pub fn satisfies(rows: &[Row], dependency: &Dependency) -> bool {
    match dependency {
        Dependency::Functional(it) => {
            pairs(rows).all(|(a, b)| !agree(a, b, &it.from) || agree(a, b, &it.to))
        }
        Dependency::Multivalued(it) => pairs(rows).all(|(a, b)| {
            let is_mixed = |c: &Row| {
                c.iter().enumerate().all(|(idx, value)| {
                    let from_a = it.from.contains(idx as u32) || it.to.contains(idx as u32);
                    *value == if from_a { a[idx] } else { b[idx] }
                })
            };
            !agree(a, b, &it.from) || rows.iter().any(is_mixed)
        }),
        Dependency::Join(it) => joined(rows, &it.components).iter().all(|it| rows.contains(it)),
    }
}

pub fn satisfies_all(rows: &[Row], dependencies: &Dependencies) -> bool {
    all(dependencies).iter().all(|it| satisfies(rows, it))
}

pub fn all(dependencies: &Dependencies) -> Vec<Dependency> {
    let functional = (0..dependencies.functional().len()).map(DependencyId::Functional);
    let multivalued = (0..dependencies.multivalued().len()).map(DependencyId::Multivalued);
    let join = (0..dependencies.join().len()).map(DependencyId::Join);
    functional.chain(multivalued).chain(join).map(|id| dependencies.get(id)).collect()
}

fn pairs(rows: &[Row]) -> impl Iterator<Item = (&Row, &Row)> {
    rows.iter().flat_map(move |a| rows.iter().map(move |b| (a, b)))
}

pub fn agree(a: &Row, b: &Row, on: &AttributeSet) -> bool {
    on.iter().all(|it| a[it as usize] == b[it as usize])
}

/// The join of the projections, by trying every choice of rows.
pub fn joined(rows: &[Row], components: &[AttributeSet]) -> BTreeSet<Row> {
    let width = rows.first().map_or(0, Vec::len);
    let mut partial: BTreeSet<Vec<Option<u32>>> = BTreeSet::from([vec![None; width]]);
    for component in components {
        let mut longer = BTreeSet::new();
        for start in &partial {
            for row in rows {
                let fits = component
                    .iter()
                    .all(|it| start[it as usize].is_none_or(|value| value == row[it as usize]));
                if fits {
                    let mut next = start.clone();
                    component.iter().for_each(|it| next[it as usize] = Some(row[it as usize]));
                    longer.insert(next);
                }
            }
        }
        partial = longer;
    }
    let whole = |row: &Vec<Option<u32>>| row.iter().copied().collect::<Option<Row>>();
    partial.iter().filter_map(whole).collect()
}

/// What follows, read off all relations of two rows (Sagiv, Delobel, Parker, Fagin, JACM 28(3),
/// 1981).
pub struct Oracle {
    pub n: u32,
    /// The sets on which two rows can differ so that they satisfy every dependency.
    differences: Vec<AttributeSet>,
}

impl Oracle {
    pub fn new(dependencies: &Dependencies) -> Oracle {
        let n = dependencies.n_attributes();
        let two_rows = |set: &AttributeSet| {
            let second = (0..n).map(|it| u32::from(set.contains(it))).collect();
            vec![vec![0; n as usize], second]
        };
        let differences = subsets(&AttributeSet::all(n))
            .into_iter()
            .filter(|set| !set.is_empty() && satisfies_all(&two_rows(set), dependencies))
            .collect();
        Oracle { n, differences }
    }

    pub fn attributes(&self) -> AttributeSet {
        AttributeSet::all(self.n)
    }

    pub fn closure(&self, from: &AttributeSet) -> AttributeSet {
        let free = self.differences.iter().filter(|it| it.is_disjoint(from));
        free.fold(self.attributes(), |res, it| &res - it)
    }

    pub fn determines(&self, from: &AttributeSet, to: &AttributeSet) -> bool {
        to.is_subset(&self.closure(from))
    }

    pub fn multidetermines(&self, from: &AttributeSet, to: &AttributeSet) -> bool {
        let mut free = self.differences.iter().filter(|it| it.is_disjoint(from));
        free.all(|it| it.is_disjoint(to) || it.is_subset(to))
    }

    pub fn is_superkey(&self, set: &AttributeSet, of: &AttributeSet) -> bool {
        self.determines(set, of)
    }

    /// The candidate keys of a part.
    pub fn keys(&self, part: &AttributeSet) -> Vec<AttributeSet> {
        let superkeys: Vec<_> =
            subsets(part).into_iter().filter(|it| self.is_superkey(it, part)).collect();
        minimal(&superkeys)
    }
}

pub fn minimal(sets: &[AttributeSet]) -> Vec<AttributeSet> {
    let is_minimal = |set: &&AttributeSet| !sets.iter().any(|it| it.is_proper_subset(set));
    sets.iter().filter(is_minimal).cloned().collect()
}

pub fn subsets(of: &AttributeSet) -> Vec<AttributeSet> {
    let mut res = vec![AttributeSet::new()];
    for attribute in of.iter() {
        res.extend(res.clone().iter().map(|it| it.with(attribute)));
    }
    res
}

/// The chase without any cleverness: whether the join of `components` follows.
pub fn chase_proves(dependencies: &Dependencies, components: &[AttributeSet]) -> bool {
    let n = dependencies.n_attributes();
    let scope = components.iter().fold(AttributeSet::new(), |res, it| &res | it);
    let mut rows: BTreeSet<Row> = (0..)
        .zip(components)
        .map(|(own, component)| {
            (0..n).map(|it| if component.contains(it) { 0 } else { own + 1 }).collect()
        })
        .collect();
    loop {
        while let Some((attribute, kept, dropped)) = broken(&rows, dependencies) {
            let replace = |mut row: Row| {
                if row[attribute as usize] == dropped {
                    row[attribute as usize] = kept;
                }
                row
            };
            rows = rows.into_iter().map(replace).collect();
        }
        if rows.iter().any(|row| scope.iter().all(|it| row[it as usize] == 0)) {
            return true;
        }
        let before = rows.len();
        let now: Vec<Row> = rows.iter().cloned().collect();
        for it in dependencies.multivalued() {
            rows.extend(joined(&now, &it.to_join(&dependencies.attributes()).components));
        }
        for it in dependencies.join() {
            rows.extend(joined(&now, &it.components));
        }
        if rows.len() == before {
            return false;
        }
    }
}

fn broken(rows: &BTreeSet<Row>, dependencies: &Dependencies) -> Option<(u32, u32, u32)> {
    for dependency in dependencies.functional() {
        for a in rows {
            for b in rows {
                if agree(a, b, &dependency.from) {
                    let differs = |it: &u32| a[*it as usize] < b[*it as usize];
                    if let Some(it) = dependency.to.iter().find(differs) {
                        return Some((it, a[it as usize], b[it as usize]));
                    }
                }
            }
        }
    }
    None
}
