//! Rewritten models: they have no mistake, are in the form, and stay as they are.

use erc::base::{Diagnostics, Sources};
use erc::model::resolve;
use erc::normalize::{Rewrite, StudyOptions, complaint, rewrite};
use erc::schema::lower;
use erc::syntax::{format, parse};
use erc::theory::{NormalForm, Target};

use super::oracle::model_text;
use super::{LIMIT, Model};
use crate::theory::random::{Random, Shape, dependencies};

fn written(text: &str, target: Option<Target>) -> (String, Rewrite) {
    let model = Model::new(text);
    let options = StudyOptions { target, limit: LIMIT };
    let mut res = rewrite(model.files, &model.sources, &options);
    let text = res.files.pop().map_or_else(|| text.to_owned(), |(_, text)| text);
    assert!(res.files.is_empty(), "the model is one file");
    (text, res)
}

/// Rewrites, and compares with what is expected; then holds what is true of every outcome.
#[track_caller]
fn check(text: &str, expected: &str) {
    let (found, _) = written(text, None);
    assert_eq!(found, expected);
    is_sound(&found, None);
}

#[track_caller]
fn refuses(text: &str, reason: &str) {
    let (found, outcome) = written(text, None);
    assert_eq!(found, text, "nothing is written");
    let reasons: Vec<&str> = outcome.refused.iter().map(|it| it.reason.as_str()).collect();
    assert_eq!(reasons, [reason]);
}

/// The model has no mistake, is formatted, and another run changes nothing.
#[track_caller]
fn is_sound(text: &str, target: Option<Target>) {
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::new();
    let file = parse(sources.add("model.erd", text), text, &mut diagnostics);
    assert_eq!(format(&file, text), text, "it is formatted");
    let model = resolve(&[file], &mut diagnostics);
    lower(&model, &lower::Options::default(), &mut diagnostics);
    let messages: Vec<_> = diagnostics.iter().map(|it| it.message.clone()).collect();
    assert!(!diagnostics.has_errors(), "{text}{messages:?}");
    let (again, outcome) = written(text, target);
    assert_eq!(again, text, "another run changes nothing");
    assert!(outcome.written.is_empty());
}

#[test]
fn what_depends_on_a_part_of_the_key_gets_an_entity() {
    check(
        "\
// Every loan there ever was.
/// A loan.
entity Lending @group(\"desk\") {
  member int
  // as on the card
  name varchar(80) @pii @was(member_name)
  /// The number on the spine.
  book int
  title varchar(200) = \"?\" /// As printed.
  lent date
  back date?
  notes text*

  key (member, book)
  index (title)
  index (lent)
  check back > lent

  // one person, one name
  /// Someone who borrows.
  member -> name
  book -> title
}
",
        "\
// Every loan there ever was.
/// A loan.
entity Lending @group(\"desk\") {
  member int references Member(member)
  /// The number on the spine.
  book int references Book(book)
  lent date
  back date?
  notes text*

  key (member, book)
  index (lent)
  check back > lent
  index (book)
}

// one person, one name
/// Someone who borrows.
entity Member @group(\"desk\") {
  member int key @from(Lending.member)
  // as on the card
  name varchar(80) @pii @from(Lending.name)
}

entity Book @group(\"desk\") {
  book int key @from(Lending.book)
  title varchar(200) = \"?\" @from(Lending.title) /// As printed.

  index (title)
}
",
    );
}

#[test]
fn a_chain_of_dependencies_becomes_a_chain_of_references() {
    check(
        "\
schema air {
  entity Flight {
    no int key
    plane varchar(10)
    kind varchar(10)
    seats int

    plane -> kind
    kind -> seats
  }
}
",
        "\
schema air {
  entity Flight {
    no int key
    plane varchar(10) references Plane(plane)

    index (plane)
  }

  entity Plane {
    plane varchar(10) key @from(air.Flight.plane)
    kind varchar(10) references Kind(kind) @from(air.Flight.kind)

    index (kind)
  }

  entity Kind {
    kind varchar(10) key @from(air.Flight.kind)
    seats int @from(air.Flight.seats)
  }
}
",
    );
}

#[test]
fn a_composite_determinant_is_referred_to_by_a_foreign_key() {
    check(
        "\
entity Fine {
  id bigint key identity
  country char(2)
  plate varchar(10)
  owner varchar(80)

  country, plate -> owner
}
",
        "\
entity Fine {
  id bigint key identity
  country char(2)
  plate varchar(10)

  foreign key (country, plate) references CountryPlate (country, plate)
  index (country, plate)
}

entity CountryPlate {
  country char(2) @from(Fine.country)
  plate varchar(10) @from(Fine.plate)
  owner varchar(80) @from(Fine.owner)

  key (country, plate)
}
",
    );
}

#[test]
fn independent_facts_get_an_entity_each() {
    check(
        "\
/// Who teaches what from which book.
entity Course {
  course varchar(20)
  teacher varchar(20)
  book varchar(20)

  key (course, teacher, book)
  course ->> teacher
}
",
        "\
/// Who teaches what from which book.
entity CourseTeacher {
  course varchar(20) @from(Course.course)
  teacher varchar(20) @from(Course.teacher)

  key (course, teacher)
}

entity CourseBook {
  course varchar(20) @from(Course.course)
  book varchar(20) @from(Course.book)

  key (course, book)
}
",
    );
}

#[test]
fn a_missing_key_is_added() {
    check(
        "entity R {\n  a int\n  b int\n\n  a -> b\n}\n\nentity S {\n  a int\n  b int\n}\n",
        "entity R {\n  a int key\n  b int\n}\n\nentity S {\n  a int\n  b int\n\n  key (a, b)\n}\n",
    );
}

#[test]
fn the_attributes_of_a_relationship_are_divided_too() {
    check(
        "\
entity Student { id int key }

entity Course { id int key }

relationship Attends: Student* -- Course* {
  room varchar(10)
  floor int

  room -> floor
}
",
        "\
entity Student { id int key }

entity Course { id int key }

relationship Attends: Student* -- Course* {
  room varchar(10) references Room(room)

  index (room)
}

entity Room {
  room varchar(10) key @from(Attends.room)
  floor int @from(Attends.floor)
}
",
    );
}

#[test]
fn a_composite_type_is_divided_where_it_is_declared() {
    check(
        "\
/// A postal address.
type Address {
  street varchar(100)
  // as printed on letters
  zip char(5)
  city varchar(80)

  /// A district that letters are sorted by.
  zip -> city
}

entity Customer {
  id int key
  home Address
  others Address*
}

entity Vendor {
  id int key
  seat Address?
}
",
        "\
/// A postal address.
type Address {
  street varchar(100)
  // as printed on letters
  zip char(5) references Zip(zip)
}

/// A district that letters are sorted by.
entity Zip {
  zip char(5) key @from(Customer.home.zip, Customer.others.zip, Vendor.seat.zip)
  city varchar(80) @from(Customer.home.city, Customer.others.city, Vendor.seat.city)
}

entity Customer {
  id int key
  home Address
  others Address*

  index (home.zip)
}

entity Vendor {
  id int key
  seat Address?

  index (seat.zip)
}
",
    );
}

#[test]
fn what_cannot_be_written_is_left_with_a_reason() {
    refuses(
        "type Address {\n  zip char(5)\n  city varchar(80)\n}\n\nentity R {\n  id int key\n  home \
         Address\n\n  home.zip -> home.city\n}\n",
        "`home.zip` is a part of another attribute: take it out of there first",
    );
    refuses(
        "entity R {\n  id int key\n  maker varchar(20)?\n  country char(2)\n\n  maker -> country\n}\n",
        "`maker` may be missing, and rows without it would lose `country`",
    );
    refuses(
        "entity R {\n  id int key\n  a int\n  b int\n\n  check b > id\n  a -> b\n}\n",
        "something is declared of `id`, `b` together",
    );
    refuses(
        "entity R {\n  id int key\n  product text\n  price int\n\n  product -> price\n}\n",
        "`product` would be a key without a bound to its length: give it one first",
    );
    refuses(
        "mixin M {\n  a int\n  b int\n\n  a -> b\n}\n\nentity R with M {\n  id int key\n}\n",
        "`a` comes from the mixin `M`: declare it here first",
    );
}

#[test]
fn what_is_kept_on_purpose_is_left_with_the_rule_that_would_complain() {
    let shipment = |entity: &str, dependency: &str| {
        format!(
            "entity Shipment{entity} {{\n  id int key\n  service int\n  carrier int\n\n  \
             service -> carrier{dependency}\n}}\n"
        )
    };
    let allow = " @allow(transitive-dependency, \"of its day\")";
    let reason = "`service -> carrier` is kept on purpose: `@allow(transitive-dependency)`";
    refuses(&shipment(allow, ""), reason);
    refuses(&shipment("", allow), reason);
    refuses(&format!("model m{allow}\n\n{}", shipment("", "")), reason);
    refuses(
        "entity Log @allow(missing-primary-key, \"rows are only added\") {\n  at date\n}\n",
        "it has no key on purpose: `@allow(missing-primary-key)`",
    );
    // What is allowed elsewhere keeps nothing here.
    let (found, _) = written(&shipment(" @allow(partial-dependency, \"?\")", ""), None);
    assert!(found.contains("entity Service"), "{found}");
}

#[test]
fn what_is_allowed_by_name_is_a_rule() {
    for form in NormalForm::ALL {
        let rule = complaint(form).map(|it| erc::lint::rule(it).is_some());
        assert_eq!(rule, (form > NormalForm::First).then_some(true), "{form:?}");
    }
}

#[test]
fn rows_without_the_determinant_may_stay_without_what_it_determines() {
    check(
        "entity R {\n  id int key\n  maker varchar(20)?\n  country char(2)?\n\n  maker -> country\n}\n",
        "entity R {\n  id int key\n  maker varchar(20)? references Maker(maker)\n\n  index (maker)\n}\n\nentity Maker {\n  maker \
         varchar(20) key @from(R.maker)\n  country char(2)? @from(R.country)\n}\n",
    );
}

#[test]
fn random_models_stay_sound_and_reach_their_form() {
    let mut random = Random::new(23);
    let targets = [None, Some(Target::Third), Some(Target::BoyceCodd), Some(Target::Fifth)];
    for idx in 0..300 {
        let shape = Shape {
            n_attributes: 2 + random.below(4),
            functional: 4,
            multivalued: if idx % 3 == 0 { 1 } else { 0 },
            join: if idx % 5 == 0 { 1 } else { 0 },
        };
        let (text, _) = model_text(&dependencies(&mut random, shape));
        let target = targets[idx % targets.len()];
        let (found, outcome) = written(&text, target);
        let reasons: Vec<_> = outcome.refused.iter().map(|it| it.reason.clone()).collect();
        if !reasons.is_empty() {
            assert!(reasons[0].contains("one value for all rows"), "{text}{found}{reasons:?}");
            continue;
        }
        is_sound(&found, target);
        let wanted = target.map_or(NormalForm::Third, Target::normal_form);
        for study in Model::new(&found).studies(target) {
            assert!(study.relation.has_key, "{found}");
            assert!(study.analysis.normal_form() >= wanted, "{text}{found}");
        }
    }
}
