//! From boxes and links to vertices and wires.

use super::sketch::{Kind, LabelPlace, Pin, Sketch, Trunk, Vertex, Way, Wire};
use super::{Flat, Link, Port, Side, Size};
use rustc_hash::FxHashMap;

/// Decides the sides of all links and cuts them into wires, one for each channel and net.
pub(super) fn build(flat: &Flat) -> Sketch {
    let mut cx = Context {
        sketch: Sketch {
            columns: vec![Vec::new(); flat.n_columns as usize],
            channels: vec![Vec::new(); (flat.n_columns as usize).saturating_sub(1)],
            anchors: flat.anchors.clone(),
            ..Sketch::default()
        },
        pins: FxHashMap::default(),
        trunks: FxHashMap::default(),
    };
    for (idx, (&size, &column)) in (0..).zip(flat.boxes.iter().zip(&flat.column_of)) {
        cx.add_vertex(Kind::Box(idx), column, size);
    }
    let chosen = choose_sides(flat);
    for (link, &side) in flat.links.iter().zip(&chosen) {
        cx.add_way(flat, link, link.side.unwrap_or(side));
    }
    cx.lay_wires();
    cx.add_phantoms();
    cx.sketch
}

/// The side of the root that each link leaves from.
pub(in super::super) fn choose_sides(flat: &Flat) -> Vec<Side> {
    let column = |port: &Port| flat.column_of[port.at as usize];
    let mut load: FxHashMap<(u32, Side), u32> = FxHashMap::default();
    let mut used: FxHashMap<(u32, u32, i32, Side), u32> = FxHashMap::default();
    let mut res = Vec::with_capacity(flat.links.len());
    for link in &flat.links {
        let side = if column(&link.root) < column(&link.leaf) { Side::Right } else { Side::Left };
        res.push(side);
        if column(&link.root) != column(&link.leaf) {
            *load.entry((link.root.at, side)).or_default() += 1;
            *load.entry((link.leaf.at, side.opposite())).or_default() += 1;
            *used.entry((link.net, link.root.at, link.root.top, side)).or_default() += 1;
        }
    }
    for (idx, link) in flat.links.iter().enumerate() {
        let here = column(&link.root);
        if here != column(&link.leaf) {
            continue;
        }
        // Where the net runs already, else outside of all columns, else where fewer lines are.
        let cost = |side: Side| {
            let joins = used.contains_key(&(link.net, link.root.at, link.root.top, side));
            let outermost = match side {
                Side::Left => here <= 1,
                Side::Right => here + 2 >= flat.n_columns,
            };
            let busy = |at: u32| load.get(&(at, side)).copied().unwrap_or(0);
            (!joins, !outermost, busy(link.root.at) + busy(link.leaf.at))
        };
        let side = if cost(Side::Left) < cost(Side::Right) { Side::Left } else { Side::Right };
        res[idx] = side;
        *load.entry((link.root.at, side)).or_default() += 1;
        *load.entry((link.leaf.at, side)).or_default() += 1;
        *used.entry((link.net, link.root.at, link.root.top, side)).or_default() += 1;
    }
    res
}

/// What makes a pin one: vertex, side, strip, net, share number.
type PinKey = (u32, Side, i32, i32, u32, u32);

struct Context {
    sketch: Sketch,
    pins: FxHashMap<PinKey, u32>,
    /// Trunks by their root's pin.
    trunks: FxHashMap<u32, u32>,
}

impl Context {
    fn add_vertex(&mut self, kind: Kind, column: u32, size: Size) -> u32 {
        let vertex = index(self.sketch.vertices.len());
        self.sketch.vertices.push(Vertex { kind, column, size, top: 0 });
        self.sketch.columns[column as usize].push(vertex);
        vertex
    }

    fn add_way(&mut self, flat: &Flat, link: &Link, side: Side) {
        let root_column = flat.column_of[link.root.at as usize];
        let leaf_column = flat.column_of[link.leaf.at as usize];
        let leaf_side = if root_column == leaf_column { side } else { side.opposite() };
        let root = self.pin_of(&link.root, side, link.net);
        let leaf = self.pin_of(&link.leaf, leaf_side, link.net);
        let trunk = self.trunk_of(root, root_column, side);
        let turn = root_column.abs_diff(leaf_column).saturating_sub(1);
        self.sketch.ways.push(Way { trunk, leaf, turn });
    }

    fn pin_of(&mut self, port: &Port, side: Side, net: u32) -> u32 {
        let key = (port.at, side, port.top, port.bottom, net, port.share);
        let new = index(self.sketch.pins.len());
        let pin = *self.pins.entry(key).or_insert(new);
        if pin == new {
            let inset = match side {
                Side::Left => port.insets[0],
                Side::Right => port.insets[1],
            };
            self.sketch.pins.push(Pin {
                vertex: port.at,
                side,
                strip: (port.top, port.bottom),
                headroom: port.headroom,
                legroom: port.legroom,
                y: port.top.midpoint(port.bottom),
                marker: port.marker,
                inset,
                labels: port.labels,
                label_place: LabelPlace::Nowhere,
            });
        }
        let known = &mut self.sketch.pins[pin as usize];
        known.marker = known.marker.max(port.marker);
        for (known, label) in known.labels.iter_mut().zip(port.labels) {
            known.width = known.width.max(label.width);
            known.height = known.height.max(label.height);
        }
        pin
    }

    fn trunk_of(&mut self, root: u32, column: u32, side: Side) -> u32 {
        let new = index(self.sketch.trunks.len());
        let trunk = *self.trunks.entry(root).or_insert(new);
        if trunk == new {
            let channel = match side {
                Side::Left => column.saturating_sub(1),
                Side::Right => column,
            };
            let (wires, passages) = (Vec::new(), Vec::new());
            self.sketch.trunks.push(Trunk { root, channel, side, wires, passages });
        }
        trunk
    }

    /// Gives every trunk its passages and wires, and hangs the leaves onto the wires.
    fn lay_wires(&mut self) {
        let mut last_turn = vec![0; self.sketch.trunks.len()];
        for way in &self.sketch.ways {
            let last = &mut last_turn[way.trunk as usize];
            *last = way.turn.max(*last);
        }
        for (trunk, &last) in last_turn.iter().enumerate() {
            self.lay_trunk(trunk, last);
        }
        for idx in 0..self.sketch.ways.len() {
            let Way { trunk, leaf, turn } = self.sketch.ways[idx];
            let trunk = &self.sketch.trunks[trunk as usize];
            let channel = trunk.channel_at(turn);
            let wire = trunk.wires[turn as usize];
            self.attach(channel, wire, leaf);
        }
        // Links that share a leaf have hung it up more than once.
        for wire in self.sketch.channels.iter_mut().flatten() {
            for pins in [&mut wire.left, &mut wire.right] {
                pins.sort_unstable();
                pins.dedup();
            }
        }
    }

    fn lay_trunk(&mut self, trunk_idx: usize, last_turn: u32) {
        let Trunk { root, side, .. } = self.sketch.trunks[trunk_idx];
        let mut nearer = root;
        for turn in 0..=last_turn {
            let channel = self.sketch.trunks[trunk_idx].channel_at(turn);
            let wires = &mut self.sketch.channels[channel as usize];
            let wire = index(wires.len());
            wires.push(Wire { hub: nearer, ..Wire::default() });
            self.sketch.trunks[trunk_idx].wires.push(wire);
            self.attach(channel, wire, nearer);
            if turn < last_turn {
                let column = match side {
                    Side::Left => channel,
                    Side::Right => channel + 1,
                };
                let vertex = self.add_vertex(Kind::Passage, column, Size::default());
                let entry = self.add_pin(vertex, side.opposite());
                nearer = self.add_pin(vertex, side);
                self.sketch.trunks[trunk_idx].passages.push((entry, nearer));
                self.attach(channel, wire, entry);
            }
        }
    }

    fn add_pin(&mut self, vertex: u32, side: Side) -> u32 {
        self.sketch.pins.push(Pin::passing(vertex, side));
        index(self.sketch.pins.len() - 1)
    }

    fn attach(&mut self, channel: u32, wire: u32, pin: u32) {
        let wire = &mut self.sketch.channels[channel as usize][wire as usize];
        let pins = match self.sketch.pins[pin as usize].side {
            Side::Right => &mut wire.left,
            Side::Left => &mut wire.right,
        };
        pins.push(pin);
    }

    /// Wires that begin and end on one side get a phantom on the other.
    fn add_phantoms(&mut self) {
        for channel in 0..self.sketch.channels.len() {
            for idx in 0..self.sketch.channels[channel].len() {
                let wire = &self.sketch.channels[channel][idx];
                let column = match (wire.left.is_empty(), wire.right.is_empty()) {
                    (false, false) | (true, true) => continue,
                    (false, true) => index(channel + 1),
                    (true, false) => index(channel),
                };
                let phantom = self.add_vertex(Kind::Phantom, column, Size::default());
                self.sketch.channels[channel][idx].phantom = Some(phantom);
            }
        }
    }
}

impl Trunk {
    /// The channel of the wire at position `turn`.
    pub(super) fn channel_at(&self, turn: u32) -> u32 {
        match self.side {
            Side::Left => self.channel - turn,
            Side::Right => self.channel + turn,
        }
    }
}

fn index(len: usize) -> u32 {
    u32::try_from(len).expect("fewer than 2^32 parts of lines")
}
