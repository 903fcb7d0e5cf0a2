//! What waits until everything that stands before it is known: in memory while it is little, then in a file.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::{Range, RangeBounds};

/// A place for what memory should not hold.
pub(crate) trait Scratch: Read + Write + Seek + Send + Debug {}

impl<T: Read + Write + Seek + Send + Debug> Scratch for T {}

/// So many bytes wait in memory.
const MOST_HELD: usize = 2 << 20;

/// Pieces in the order of their keys; those of one key in the order in which they came.
#[derive(Debug)]
pub(crate) struct Spool<K> {
    waiting: BTreeMap<K, Waiting>,
    /// How many bytes of these are in memory.
    held: usize,
    /// Nothing where all of them stay there.
    scratch: Option<RefCell<Box<dyn Scratch>>>,
}

/// The pieces of one key.
#[derive(Debug, Default)]
struct Waiting {
    /// How many there are, kept or not.
    count: u64,
    stored: Vec<Range<u64>>,
    held: Vec<u8>,
}

impl<K> Default for Spool<K> {
    /// All of it stays in memory: what is to be appended to another soon.
    fn default() -> Self {
        Self { waiting: BTreeMap::new(), held: 0, scratch: None }
    }
}

impl<K: Ord> Spool<K> {
    /// Nothing is written into `scratch` before there is too much for memory.
    pub(crate) fn with_scratch(scratch: Box<dyn Scratch>) -> Self {
        Self { scratch: Some(RefCell::new(scratch)), ..Self::default() }
    }

    /// Counts a piece, and keeps it unless there are `most` of its key already.
    pub(crate) fn add(&mut self, key: K, most: u64, write: impl FnOnce(&mut Vec<u8>)) {
        let waiting = self.waiting.entry(key).or_default();
        waiting.count += 1;
        if waiting.count <= most {
            write(&mut waiting.held);
        }
    }

    /// Adds pieces that come after these, of each key until there are `most`.
    pub(crate) fn append(&mut self, later: Self, most: impl Fn(&K) -> u64) -> io::Result<()> {
        later.waiting.into_iter().try_for_each(|(key, more)| {
            let most = most(&key);
            self.push(key, more.count, most, &more.held)
        })
    }

    /// Adds `count` pieces, unless there are `most` of their key already.
    pub(crate) fn push(&mut self, key: K, count: u64, most: u64, pieces: &[u8]) -> io::Result<()> {
        let waiting = self.waiting.entry(key).or_default();
        if waiting.count < most {
            self.held += pieces.len();
            waiting.held.extend_from_slice(pieces);
        }
        waiting.count += count;
        if self.held > MOST_HELD { self.store() } else { Ok(()) }
    }

    fn store(&mut self) -> io::Result<()> {
        let Some(scratch) = &mut self.scratch else { return Ok(()) };
        let scratch = scratch.get_mut();
        let mut end = scratch.seek(SeekFrom::End(0))?;
        let mut out = BufWriter::with_capacity(64 * 1024, scratch);
        for waiting in self.waiting.values_mut().filter(|waiting| !waiting.held.is_empty()) {
            let held = std::mem::take(&mut waiting.held);
            out.write_all(&held)?;
            waiting.stored.push(end..end + held.len() as u64);
            end += held.len() as u64;
        }
        self.held = 0;
        out.flush()
    }

    /// How many pieces there are of these keys, kept or not.
    pub(crate) fn count(&self, keys: impl RangeBounds<K>) -> u64 {
        self.waiting.range(keys).map(|(_, waiting)| waiting.count).sum()
    }

    /// How many pieces each key has.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (&K, u64)> {
        self.waiting.iter().map(|(key, waiting)| (key, waiting.count))
    }

    /// Gives the kept pieces of these keys to `then`, many at a time, until it wants no more.
    pub(crate) fn each(
        &self,
        keys: impl RangeBounds<K>,
        mut then: impl FnMut(&[u8]) -> io::Result<bool>,
    ) -> io::Result<()> {
        let mut bytes = Vec::new();
        for (_, waiting) in self.waiting.range(keys) {
            for range in &waiting.stored {
                let mut scratch = self.scratch.as_ref().expect("it was stored there").borrow_mut();
                bytes.resize(usize::try_from(range.end - range.start).expect("it was in memory"), 0);
                scratch.seek(SeekFrom::Start(range.start))?;
                scratch.read_exact(&mut bytes)?;
                if !then(&bytes)? {
                    return Ok(());
                }
            }
            if !waiting.held.is_empty() && !then(&waiting.held)? {
                return Ok(());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn all(spool: &Spool<u8>, keys: impl RangeBounds<u8>) -> Vec<u8> {
        let mut all = Vec::new();
        spool.each(keys, |bytes| Ok(all.write(bytes)? > 0)).expect("memory is read");
        all
    }

    #[test]
    fn pieces_come_in_the_order_of_their_keys_and_then_as_they_came() {
        let half = MOST_HELD / 2;
        let mut spool = Spool::with_scratch(Box::new(Cursor::new(Vec::new())));
        for run in 0..5 {
            let mut part = Spool::default();
            part.add(2, u64::MAX, |out| out.extend(std::iter::repeat_n(run, half)));
            part.add(1, u64::MAX, |out| out.push(run));
            part.add(3, 0, |out| out.push(run));
            spool.append(part, |key| if *key == 1 { 3 } else { u64::MAX }).expect("memory takes it");
        }
        assert!(spool.held <= MOST_HELD, "what is too much does not stay in memory");
        assert_eq!((spool.count(1..2), spool.count(..)), (5, 15), "what is not kept is counted");
        let two = (0..5).flat_map(|run| std::iter::repeat_n(run, half)).collect::<Vec<_>>();
        assert_eq!(all(&spool, 1..=1), [0, 1, 2]);
        assert!(all(&spool, 2..) == two);
        assert!(all(&spool, ..) == [vec![0, 1, 2], two].concat());
    }
}
