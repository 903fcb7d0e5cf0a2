//! A small deterministic source of chance (`SplitMix64`), so that the same seed always writes the same workspace.

/// A stream of numbers fixed by its seed.
pub struct Chance(u64);

impl Chance {
    /// The stream for one purpose within one seed: streams of different purposes do not disturb each other.
    pub fn new(seed: u64, purpose: u64) -> Self {
        let mut chance = Self(seed ^ purpose.wrapping_mul(0xA24B_AED4_963E_E407));
        chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `limit` - 1.
    pub fn below(&mut self, limit: u32) -> u32 {
        let high = (u128::from(self.next()) * u128::from(limit)) >> 64;
        u32::try_from(high).expect("the product's upper half is below the limit, which is 32 bits wide")
    }

    /// A number from `least` to `most`, both included.
    pub fn between(&mut self, least: u32, most: u32) -> u32 {
        least + self.below(most - least + 1)
    }

    /// True so many times in a thousand.
    pub fn permille(&mut self, share: u32) -> bool {
        self.below(1000) < share
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, share: u32) -> bool {
        self.below(100) < share
    }

    /// One of the choices.
    pub fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        let count = u32::try_from(choices.len()).expect("lists of choices are short");
        choices[self.below(count) as usize]
    }

    /// Puts the items into an order of chance.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let limit = u32::try_from(last + 1).expect("files hold far fewer records");
            items.swap(last, self.below(limit) as usize);
        }
    }
}
