//! Random numbers, the same ones in every run.

/// splitmix64.
pub struct Draw(pub u64);

impl Draw {
    pub const fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A random element of `all`.
    pub fn of<T: Clone>(&mut self, all: &[T]) -> T {
        let index = self.number() % u64::try_from(all.len()).unwrap();
        all[usize::try_from(index).unwrap()].clone()
    }

    /// True once in `times` calls, on average.
    pub const fn once_in(&mut self, times: u64) -> bool {
        self.number().is_multiple_of(times)
    }
}
