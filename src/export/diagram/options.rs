//! How a diagram is drawn: its notation, its colours, what stands beside it.

/// How a diagram is drawn.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Which signs are used.
    pub notation: Notation,
    /// Which colours are used.
    pub theme: Theme,
    /// Whether the signs are explained below the picture.
    pub legend: bool,
    /// What the name of a box is put behind to make a link of it, such as `docs.html#`.
    pub links: Option<String>,
}

/// Which signs a diagram uses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Notation {
    /// Tables, and lines whose ends look like feet of a crow (Everest, 1976).
    #[default]
    CrowsFoot,
    /// Rectangles, diamonds and ovals (Chen, 1976).
    Chen,
    /// Class diagrams (OMG, "Unified Modeling Language" 2.5.1, chapter 11).
    Uml,
    /// Federal Information Processing Standard 184.
    Idef1x,
    /// How often each entity takes part, in parentheses (Abrial, 1974).
    MinMax,
}

/// Which colours a diagram uses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// Those the reader prefers.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// None: whoever shows the picture brings a style sheet.
    None,
}
