//! Graphs that nobody would draw, drawn in time.

use super::promises::check;
use super::shapes;

#[test]
fn every_box_linked_to_every_other() {
    check(&shapes::complete(40));
}

#[test]
fn one_box_with_five_hundred_around() {
    check(&shapes::star(500));
}

#[test]
fn a_thousand_boxes_in_a_row() {
    check(&shapes::chain(1000));
}

#[test]
fn many_lines_between_two_boxes() {
    check(&shapes::parallel(50));
}

#[test]
fn three_hundred_boxes_without_lines() {
    let drawing = check(&shapes::boxes(300));
    let aspect = f64::from(drawing.size.width) / f64::from(drawing.size.height);
    assert!((1.2..1.9).contains(&aspect), "proportions of a screen: {aspect}");
}
