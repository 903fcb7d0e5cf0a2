//! Where a path leads through symbolic links, as far as files are known.

use std::collections::VecDeque;

/// The most links on the way to a file.
const MOST_LINKS: usize = 40;

/// Where a path leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Led {
    /// To this path, on which no link stands.
    To(String),
    /// Out of what is known: what the link says by which it leaves.
    Out(String),
}

/// Follows a path from a top folder; `link` gives what the link at a path says, if one stands there.
pub(crate) fn led<E>(path: &str, mut link: impl FnMut(&str) -> Result<Option<String>, E>) -> Result<Led, E> {
    let mut left: VecDeque<String> = path.split('/').map(str::to_owned).collect();
    let (mut at, mut links, mut last): (Vec<String>, usize, String) = (Vec::new(), 0, path.to_owned());
    while let Some(part) = left.pop_front() {
        match part.as_str() {
            ".." if at.pop().is_none() => return Ok(Led::Out(last)),
            "" | "." | ".." => continue,
            _ => at.push(part),
        }
        let Some(target) = link(&at.join("/"))? else { continue };
        links += 1;
        if links > MOST_LINKS || target.starts_with('/') {
            return Ok(Led::Out(target));
        }
        at.pop();
        target.split('/').rev().for_each(|part| left.push_front(part.to_owned()));
        last = target;
    }
    Ok(Led::To(at.join("/")))
}

#[cfg(test)]
mod tests {
    use super::{Led, led};

    #[test]
    fn links_are_followed_as_far_as_files_are_known() {
        let links = [("p/a", "b/c"), ("p/b", "../q"), ("p/out", "../../x"), ("p/root", "/etc"), ("p/loop", "loop")];
        let of = |path: &str| {
            let found = |at: &str| {
                Ok::<_, ()>(links.iter().find(|(link, _)| *link == at).map(|(_, target)| (*target).to_owned()))
            };
            led(path, found).expect("nothing fails")
        };
        let out = |target: &str| Led::Out(target.to_owned());
        assert_eq!(of("p/a"), Led::To("q/c".to_owned()));
        assert_eq!(of("p/./b/../d"), Led::To("d".to_owned()));
        assert_eq!([of("p/out/y"), of("p/root/y"), of("p/loop")], [out("../../x"), out("/etc"), out("loop")]);
    }
}
