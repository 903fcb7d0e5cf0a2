//! A map from id to place that keeps no second copy of the ids.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// Finds the place of an id in a list that the caller holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct IdMap {
    places: HashTable<u32>,
    hasher: FixedState,
}

impl IdMap {
    /// A map with room for `count` ids.
    pub(crate) fn with_capacity(count: usize) -> Self {
        Self { places: HashTable::with_capacity(count), hasher: FixedState::default() }
    }

    /// The place of `id`. `id_at` gives the id at a place.
    pub(crate) fn find<'a>(&self, id: &str, id_at: impl Fn(usize) -> &'a str) -> Option<usize> {
        let hash = self.hasher.hash_one(id.as_bytes());
        self.places.find(hash, |place| id_at(*place as usize) == id).map(|place| *place as usize)
    }

    /// Notes that `id` is at `place`, or gives back where it already was.
    pub(crate) fn insert<'a>(&mut self, id: &str, place: usize, id_at: impl Fn(usize) -> &'a str) -> Result<(), usize> {
        if let Some(earlier) = self.find(id, &id_at) {
            return Err(earlier);
        }
        let place = u32::try_from(place).expect("a plan of at most 16 MiB has fewer entries than u32 counts");
        let hasher = &self.hasher;
        self.places.insert_unique(hasher.hash_one(id.as_bytes()), place, |place| {
            hasher.hash_one(id_at(*place as usize).as_bytes())
        });
        Ok(())
    }
}
