//! The rules of `check`: their codes and names. Their texts stand with the words of each language; `tiendo explain`
//! prints them, and `docs/rules.md` and `docs/vi/quy-tac.md` are made of them.

/// How grave breaking a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be judged by.
    Error,
    /// Odd but readable; it is judged as it stands.
    Warning,
}

/// Every rule: its code and its name, given to a macro that makes something of them. Their texts stand with the words
/// of each language.
macro_rules! every_rule {
    ($with:ident) => {
        $with! {
            E101 "file-unreadable",
            E102 "file-not-regular",
            E103 "file-outside",
            E104 "file-too-large",
            E105 "not-utf8",
            E106 "syntax",
            E107 "duplicate-key",
            E108 "no-plan",
            E109 "too-many",
            E110 "shared-file",
            E111 "plans-folder",
            E112 "plan-above",
            E201 "unknown-key",
            E202 "missing-key",
            E203 "wrong-type",
            E204 "invalid-id",
            E205 "duplicate-id",
            E206 "unknown-id",
            E207 "invalid-value",
            E208 "out-of-range",
            E209 "unknown-timezone",
            E210 "invalid-date",
            E301 "unreadable-deadline",
            E302 "no-deadline",
            E303 "invalid-period",
            E304 "backwards-range",
            E305 "deadline-form",
            E306 "group-cycle",
            E307 "no-working-day",
            E308 "too-many-periods",
            E309 "day-beyond-calendar",
            E310 "title-for-no-period",
            E311 "task-span",
            E312 "milestones",
            E316 "successor-cycle",
            E317 "owed-by-nobody",
            E318 "amendment-out-of-order",
            E319 "except-stranger",
            E401 "record-unknown-task",
            E402 "record-not-led",
            E403 "record-unknown-period",
            E404 "record-without-period",
            E405 "record-with-period",
            E406 "extension-without-deadline",
            E407 "progress-without-target",
            E408 "evidence-file",
            E409 "stray-facts",
            W501 "done-before-started",
            W502 "accepted-before-done",
            W503 "done-in-future",
            W504 "overdue-unexplained",
            W505 "completed-without-evidence",
            W506 "empty-group",
            W507 "idle-unit",
            W508 "missing-unit-file",
            W509 "stray-file",
            W510 "due-outside-plan",
            W511 "before-unsaid",
            W512 "same-name",
            W513 "not-nfc",
            W514 "hidden-character",
            W515 "task-without-lead",
            W516 "empty-text",
            W517 "span-outside-plan",
            W518 "target-missed",
            W519 "target-unclaimed",
            W520 "evidence-missing",
            W521 "evidence-changed",
            W526 "no-successor",
            W530 "empty-record",
            W531 "wording-mismatch",
            W532 "wording-unclear",
            W534 "unused-event-date",
            W535 "calendar-year-unknown",
            W536 "open-question",
            W537 "before-plan",
            W541 "names-differ",
            W542 "plan-above-unread",
            W543 "answer-meets-nothing",
            W544 "claim-ahead-of-below",
            W545 "claim-behind-below",
            W701 "completion-withdrawn",
            W702 "done-rewritten",
            W703 "backdated",
            W704 "evidence-removed",
            W705 "extended-late",
            W706 "mixed-commit",
            W707 "record-deleted",
            W708 "report-edited",
            W711 "deadline-moved",
            W712 "duty-removed",
            W713 "day-rules-changed",
            W714 "acceptance-changed",
            W715 "event-moved",
            W716 "span-changed",
            W717 "late-no-more",
            W718 "grant-rewritten",
            W719 "promise-put-off",
            W720 "changed-on-the-way",
            W721 "odd-commit-date",
            W722 "look-alike",
            W723 "report-gone",
            W724 "report-remade",
            W725 "hidden-file",
            W726 "recorded-ahead",
            W727 "progress-rewritten",
            W728 "plan-eased",
            W729 "excused",
            W731 "amended",
            W732 "cancelled",
            W733 "earlier-days",
            W734 "evidence-exchanged",
            W735 "plan-dropped",
        }
    };
}

pub(crate) use every_rule;

macro_rules! codes {
    ($($code:ident $name:literal,)*) => {
        /// A rule's code. It is stable: other people's scripts name it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each rule's own text says what it is")]
        pub enum Code { $($code,)* }

        impl Code {
            /// Every rule, in the order of the codes.
            pub const ALL: &'static [Self] = &[$(Self::$code,)*];

            /// The code as it is printed: `E201`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$code => stringify!($code),)* }
            }

            /// The rule's name: `unknown-key`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$code => $name,)* }
            }
        }
    };
}

every_rule! { codes }

impl Code {
    /// Whether breaking the rule is an error or a warning: the code's letter says it.
    pub fn severity(self) -> Severity {
        if self.as_str().starts_with('E') { Severity::Error } else { Severity::Warning }
    }

    /// Whether it is a mark of `diff`, about a change, rather than a problem that `check` finds in files.
    pub(crate) fn is_mark(self) -> bool {
        self >= Self::W701
    }

    /// Whether `check` tells of it: everything but marks, and one of these.
    pub fn is_checked(self) -> bool {
        !self.is_mark() || self == Self::W722
    }

    /// The rule of this code or name, in any case of letters.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.as_str().eq_ignore_ascii_case(text) || code.name().eq_ignore_ascii_case(text))
    }
}
