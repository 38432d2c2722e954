//! Points, sizes and rectangles in whole pixels.

/// A place; `y` grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// Distance from the left edge of the picture.
    pub x: i32,
    /// Distance from the top edge of the picture.
    pub y: i32,
}

impl Point {
    /// The point at `(x, y)`.
    pub fn new(x: i32, y: i32) -> Point {
        Point { x, y }
    }

    /// This point, moved by the vector `by`.
    pub fn shifted(self, by: Point) -> Point {
        Point::new(self.x + by.x, self.y + by.y)
    }
}

/// How large something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Size {
    /// From left to right.
    pub width: i32,
    /// From top to bottom.
    pub height: i32,
}

impl Size {
    /// `width` by `height`.
    pub fn new(width: i32, height: i32) -> Size {
        Size { width, height }
    }
}

/// A rectangle with upright sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rect {
    /// The left side.
    pub left: i32,
    /// The upper side.
    pub top: i32,
    /// From left to right.
    pub width: i32,
    /// From top to bottom.
    pub height: i32,
}

impl Rect {
    /// The rectangle of `size` whose upper left corner is `at`.
    pub fn new(at: Point, size: Size) -> Rect {
        Rect { left: at.x, top: at.y, width: size.width, height: size.height }
    }

    /// The right side.
    pub fn right(self) -> i32 {
        self.left + self.width
    }

    /// The lower side.
    pub fn bottom(self) -> i32 {
        self.top + self.height
    }

    /// The upper left corner.
    pub fn at(self) -> Point {
        Point::new(self.left, self.top)
    }

    /// Width and height.
    pub fn size(self) -> Size {
        Size::new(self.width, self.height)
    }

    /// This rectangle, moved by the vector `by`.
    pub fn shifted(self, by: Point) -> Rect {
        Rect { left: self.left + by.x, top: self.top + by.y, ..self }
    }

    /// Whether the insides have a point in common; touching sides do not count.
    pub fn overlaps(self, other: Rect) -> bool {
        self.left < other.right()
            && other.left < self.right()
            && self.top < other.bottom()
            && other.top < self.bottom()
    }

    /// Whether `other` lies within this rectangle, sides included.
    pub fn contains(self, other: Rect) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }
}

/// An upright side of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Where lines arrive from the left.
    Left,
    /// Where lines arrive from the right.
    Right,
}

impl Side {
    /// The other one.
    pub fn opposite(self) -> Side {
        match self {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        }
    }
}
