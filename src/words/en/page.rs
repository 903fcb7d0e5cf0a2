//! The words of the page, in English.

use crate::view::heat::Heat;
use crate::words::page::PageWord;

pub fn word(word: PageWord) -> &'static str {
    match word {
        PageWord::Skip => "Skip to the content",
        PageWord::Contents => "Contents",
        PageWord::Theme => "Light, dark",
        PageWord::HeatMap => "Progress by unit and quarter",
        PageWord::HeatCell => "completed / all; overdue",
        PageWord::HeatNote => {
            "Each cell: how many are completed / how many are completed, pending and overdue; ▲ and a number: how many are overdue. Choose a cell to see them."
        }
        PageWord::Heat(heat) => match heat {
            Heat::Empty => "nothing owed",
            Heat::Waiting => "none completed, none overdue",
            Heat::Begun => "less than half completed",
            Heat::Going => "half or more completed",
            Heat::Done => "all completed",
            Heat::Warm => "up to 10% overdue",
            Heat::Hot => "up to a third overdue",
            Heat::Burning => "more than a third overdue",
        },
        PageWord::Chart => "Progress by week, since the plan began",
        PageWord::ChartAxis => "obligations",
        PageWord::ChartDue => "due",
        PageWord::ChartCompleted => "completed",
        PageWord::ChartOverdue => "overdue",
        PageWord::ChartData => "The figures of the chart",
        PageWord::Day => "By",
        PageWord::Filters => "Filter the lists",
        PageWord::Anything => "all",
        PageWord::Search => "Search",
        PageWord::SearchHint => "with or without diacritics",
        PageWord::Clear => "Clear",
        PageWord::Shown => "Showing {shown} of {all}.",
        PageWord::SortHint => "sort by this column",
        PageWord::Items => "All obligations",
        PageWord::Remarks => "Reason, note",
    }
}
