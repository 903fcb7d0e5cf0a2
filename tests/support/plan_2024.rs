//! The head of the plan that many tests have: the year 2024.

/// The text of a plan of 2024, after this comment and with what follows its first five lines.
#[allow(unused_macros, reason = "each test uses its own part")]
macro_rules! plan_2024 {
    ($comment:literal, $rest:literal) => {
        concat!(
            $comment,
            "[plan]\nnumber = \"1-KH\"\ntitle  = \"Kế hoạch\"\nstarts = 2024-01-01\nends   = 2024-12-31\n",
            $rest
        )
    };
    ($rest:literal) => {
        plan_2024!("", $rest)
    };
}
#[allow(unused_imports, reason = "each test uses its own part")]
pub(crate) use plan_2024;
