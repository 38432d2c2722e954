//! Problems as they stand in `fixtures/normalize/exams`, and the entities that they make.

/// A relation, what holds in it, and what is asked of it.
pub struct Problem {
    /// Where it comes from.
    pub title: String,
    pub attributes: Vec<String>,
    /// The keys and unique constraints that the model declares, as sets of places.
    pub keys: Vec<u32>,
    /// The members of the entity, as the language has them.
    members: Vec<String>,
    pub said: Vec<Said>,
    pub asked: Vec<Asked>,
}

/// A dependency over places, as bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    Functional(u32, u32),
    Multivalued(u32, u32),
    Join(Vec<u32>),
}

/// A line with an answer.
pub struct Asked {
    pub word: String,
    pub answer: String,
}

const QUESTIONS: [&str; 13] = [
    "keys", "form", "cover", "2nf", "3nf", "bcnf", "4nf", "5nf", "lost", "implies", "refutes",
    "lossless", "lossy",
];

/// Every problem of a file.
pub fn read(text: &str) -> Vec<Problem> {
    let mut res: Vec<Problem> = Vec::new();
    for line in text.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with('#')) {
        if let Some(title) = line.strip_prefix("== ") {
            res.push(Problem::new(title));
            continue;
        }
        res.last_mut().expect("a line belongs to a problem").take(line);
    }
    res
}

impl Problem {
    fn new(title: &str) -> Problem {
        Problem {
            title: title.to_owned(),
            attributes: Vec::new(),
            keys: Vec::new(),
            members: Vec::new(),
            said: Vec::new(),
            asked: Vec::new(),
        }
    }

    fn take(&mut self, line: &str) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "attributes" => self.attributes = rest.split_whitespace().map(str::to_owned).collect(),
            "key" | "unique" => {
                let set = self.set(rest);
                self.keys.push(set);
                self.members.push(format!("{word} ({})", self.list(set)));
                let all = (1 << self.attributes.len()) - 1;
                self.said.push(Said::Functional(set, all & !set));
            }
            _ if QUESTIONS.contains(&word) => {
                self.asked.push(Asked { word: word.to_owned(), answer: rest.trim().to_owned() });
            }
            _ => {
                let said = self.dependency(line);
                self.members.push(self.written(line));
                self.said.push(said);
            }
        }
    }

    /// `AB -> C`, `A ->> B`, `join AB, BC`.
    pub fn dependency(&self, text: &str) -> Said {
        if let Some(parts) = text.strip_prefix("join ") {
            return Said::Join(self.components(parts));
        }
        match text.split_once("->>") {
            Some((from, to)) => Said::Multivalued(self.set(from), self.set(to)),
            None => {
                let (from, to) = text.split_once("->").expect("a dependency has an arrow");
                Said::Functional(self.set(from), self.set(to))
            }
        }
    }

    /// The components of a join: with commas, or one word each.
    fn components(&self, text: &str) -> Vec<u32> {
        match text.contains(',') {
            true => self.sets(text),
            false => text.split_whitespace().map(|it| self.set(it)).collect(),
        }
    }

    /// The places that `text` names: words, or letters without space between them.
    pub fn set(&self, text: &str) -> u32 {
        self.places(text).into_iter().fold(0, |res, place| res | 1 << place)
    }

    pub fn sets(&self, text: &str) -> Vec<u32> {
        text.split(',').map(|it| self.set(it)).collect()
    }

    fn places(&self, text: &str) -> Vec<usize> {
        let place = |name: &str| self.attributes.iter().position(|it| it == name);
        let mut res = Vec::new();
        for word in text.split_whitespace() {
            match place(word) {
                Some(place) => res.push(place),
                None => res.extend(word.chars().map(|it| {
                    place(&it.to_string()).unwrap_or_else(|| panic!("{}: {word}", self.title))
                })),
            }
        }
        res
    }

    pub fn names(&self, set: u32) -> Vec<&str> {
        let has = |place: &usize| set & 1 << place != 0;
        let places = (0..self.attributes.len()).filter(has);
        places.map(|it| self.attributes[it].as_str()).collect()
    }

    pub fn list(&self, set: u32) -> String {
        self.names(set).join(", ")
    }

    /// A dependency as the language has it, its attributes in the order in which they were said.
    pub fn written(&self, text: &str) -> String {
        let list = |text: &str| {
            let names =
                self.places(text).into_iter().map(|it| format!("`{}`", self.attributes[it]));
            let names = names.collect::<Vec<_>>();
            if names.is_empty() { "()".to_owned() } else { names.join(", ") }
        };
        if let Some(parts) = text.strip_prefix("join ") {
            let sets = self.components(parts);
            let parts = sets.iter().map(|it| format!(" ({})", self.list(*it)));
            return format!("join{}", parts.collect::<String>());
        }
        let arrow = if text.contains("->>") { "->>" } else { "->" };
        let (from, to) = text.split_once(arrow).expect("a dependency has an arrow");
        format!("{} {arrow} {}", list(from), list(to))
    }

    /// The entity of this name that says what the problem says.
    pub fn entity(&self, name: &str) -> String {
        let attributes = self.attributes.iter().map(|it| format!("  `{it}` int\n"));
        let members = self.members.iter().map(|it| format!("  {it}\n"));
        let attributes: String = attributes.collect();
        format!(
            "/// {}\nentity {name} {{\n{attributes}\n{}}}\n",
            self.title,
            members.collect::<String>()
        )
    }
}
