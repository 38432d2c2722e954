//! Lists that stay short: room for what is in them, not for what might come.

/// Adds to lists of which there are many, each with one or two large items.
pub trait CompactPush<T> {
    /// Adds an item as `push` does, in constant time on average, but a list starts with room for one, not for four.
    fn compact_push(&mut self, item: T);
}

impl<T> CompactPush<T> for Vec<T> {
    fn compact_push(&mut self, item: T) {
        if self.len() == self.capacity() {
            self.reserve_exact(self.len().max(1));
        }
        self.push(item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_takes_no_more_room_than_twice_what_it_needs() {
        let mut list = Vec::new();
        for number in 0..100_u64 {
            list.compact_push(number);
            assert_eq!(list.capacity(), list.len().next_power_of_two());
        }
        assert!(list.into_iter().eq(0..100));
    }
}
