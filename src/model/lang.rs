//! The languages that are printed.

/// Hands the list of languages to a macro: of each its variant, its tag, and what says its words, in the folder of
/// `src/words` that has the tag's name. The first is the default.
macro_rules! languages {
    ($then:ident) => {
        $then! { Vi "vi" vi::Vietnamese, En "en" en::English }
    };
}
pub(crate) use languages;

macro_rules! lang {
    ($first:ident $first_tag:literal $first_words:path, $($lang:ident $tag:literal $words:path),*) => {
        /// A language that is printed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
        pub enum Lang {
            #[default]
            $first,
            $($lang,)*
        }

        impl Lang {
            pub const ALL: &'static [(&'static str, Self)] = &[($first_tag, Self::$first), $(($tag, Self::$lang)),*];
            pub(crate) const TAGS: &'static [&'static str] = &[$first_tag, $($tag),*];
        }
    };
}
languages!(lang);

impl Lang {
    pub fn all() -> impl Iterator<Item = Self> {
        Self::ALL.iter().map(|(_, lang)| *lang)
    }

    pub(crate) fn parse(tag: &str) -> Option<Self> {
        Self::ALL.iter().find(|(own, _)| *own == tag).map(|(_, lang)| *lang)
    }

    pub(crate) fn tag(self) -> &'static str {
        Self::ALL.iter().find(|(_, lang)| *lang == self).map_or("", |(tag, _)| tag)
    }
}
