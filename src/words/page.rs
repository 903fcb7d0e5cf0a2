//! The words of the page that is looked at in a browser.

/// A fixed word of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the English words say what each is")]
pub enum PageWord {
    Skip,
    Contents,
    Theme,
    HeatMap,
    HeatCell,
    HeatNote,
    Heat(crate::view::heat::Heat),
    Chart,
    ChartAxis,
    ChartDue,
    ChartCompleted,
    ChartOverdue,
    ChartData,
    Day,
    Filters,
    Anything,
    Search,
    SearchHint,
    Clear,
    Shown,
    SortHint,
    Items,
    Remarks,
}
