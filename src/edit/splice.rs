//! Pieces of a text that give way to others, all measured on the text before.

use super::outline::ByteRange;

/// Replacements to be made in one text.
#[derive(Debug, Default)]
pub(crate) struct Splices(Vec<(ByteRange, String)>);

impl Splices {
    /// Puts `text` in the place of what stands at `place`.
    pub(crate) fn replace(&mut self, place: ByteRange, text: impl Into<String>) {
        self.0.push((place, text.into()));
    }

    /// Puts `text` before what stands at `at`. Of several at one place the first comes first.
    pub(crate) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// Takes away what stands at `place`.
    pub(crate) fn remove(&mut self, place: ByteRange) {
        self.replace(place, "");
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no two of them want the same place. What is to be taken away may be so twice.
    pub(crate) fn fit(&mut self) -> bool {
        self.0.sort_by_key(|(place, _)| place.start);
        let mut at = 0;
        self.0.iter().all(|(place, new)| {
            let fits = at <= place.start || new.is_empty();
            at = place.end.max(at);
            fits
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds others, of other places of the same text.
    pub(crate) fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// The text after all of them, which must fit.
    pub(crate) fn apply(mut self, text: &str) -> String {
        debug_assert!(self.fit(), "two replacements overlap");
        self.0.sort_by_key(|(place, _)| place.start);
        let mut result = String::with_capacity(text.len() + 64);
        let mut at = 0;
        for (place, new) in self.0 {
            result.push_str(&text[at..place.start.max(at)]);
            result.push_str(&new);
            at = place.end.max(at);
        }
        result.push_str(&text[at..]);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn splices(places: &[(usize, usize, &str)]) -> Splices {
        Splices(
            places
                .iter()
                .map(|(start, end, new)| (ByteRange { start: *start, end: *end }, (*new).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn two_that_want_one_place_do_not_fit_but_what_goes_may_go_twice() {
        for (places, fit) in [
            (&[(4, 4, "b"), (0, 2, "a"), (2, 4, "c")][..], true),
            (&[(0, 2, "a"), (1, 3, "b")], false),
            (&[(1, 3, "b"), (0, 4, "")], false),
            (&[(0, 2, ""), (1, 3, "")], true),
            (&[(0, 3, ""), (1, 2, ""), (2, 4, "x")], false),
        ] {
            assert_eq!(splices(places).fit(), fit, "{places:?}");
        }
        assert_eq!(splices(&[(4, 4, "b"), (0, 2, "a"), (1, 3, "")]).apply("0123456"), "a3b456");
    }
}
