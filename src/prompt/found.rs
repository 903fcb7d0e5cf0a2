//! Which lines have what was typed, and how well.

use crate::text::fold;

/// What was typed last, and its words, folded.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) input: String,
    words: Vec<String>,
}

impl Typed {
    pub(super) fn set(&mut self, input: &str) {
        if self.input != input {
            input.clone_into(&mut self.input);
            self.words = fold(input).split(' ').map(str::to_owned).collect();
        }
    }

    /// How well it is found there, the better the higher; nothing where a word is not there at all.
    pub(super) fn rank_in(&self, search: &str) -> Option<i64> {
        let begins = |typed: &str| {
            let before = |(at, _)| search[..at].chars().next_back();
            search.match_indices(typed).any(|found| before(found).is_none_or(|before| !before.is_alphanumeric()))
        };
        if !self.words.iter().all(|word| search.contains(word.as_str())) {
            None
        } else if begins(&self.words.join(" ")) {
            Some(2)
        } else {
            Some(self.words.iter().all(|word| begins(word)).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Choice;
    use super::*;

    #[test]
    fn what_is_found_as_it_was_typed_comes_before_its_words_and_these_before_parts_of_words() {
        let rank = |title: &str| {
            let mut typed = Typed::default();
            typed.set("số hóa");
            typed.rank_in(&Choice::new(title, &[title]).search)
        };
        assert_eq!(rank("Kết quả số hóa hồ sơ"), Some(2));
        assert_eq!(rank("Hóa đơn, số liệu"), Some(1));
        assert_eq!(rank("Rà soát, hệ thống hóa văn bản"), Some(1));
        assert_eq!(rank("Khóa sổ cuối năm"), Some(0));
        assert_eq!(rank("Rà soát văn bản"), None);
    }
}
