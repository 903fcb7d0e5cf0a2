//! What was due, completed and overdue week by week, drawn.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use kuva::backend::svg::SvgBackend;
use kuva::plot::LinePlot;
use kuva::plot::line::LineStyle;
use kuva::render::layout::{Layout, TickFormat};
use kuva::render::plots::Plot;
use kuva::render::render::render_multiple;
use kuva::render::theme::Theme;

use crate::view::timeline::{Point, Timeline};
use crate::words::{Label, Words};

/// Its width and height. The page makes it as wide as there is room.
const SIZE: (u32, u32) = (960, 340);
/// How many days are named along the bottom at the most.
const MOST_TICKS: i64 = 10;

/// The chart as SVG. Colours are those of the page's style, so that it follows light and dark; it holds no text of any
/// file.
pub(crate) fn svg(timeline: &Timeline, words: &dyn Words) -> String {
    let colour = |name: &str| format!("var(--{name})");
    let first = timeline.points.first().map_or(NaiveDate::MIN, |point| point.day);
    let line = |count: fn(&Point) -> u32, name: &str, style| {
        let at = |point: &Point| (days(first, point.day), f64::from(count(point)));
        let data: Vec<(f64, f64)> = timeline.points.iter().map(at).collect();
        let plot = LinePlot::new().with_data(data).with_color(colour(name)).with_stroke_width(2.5);
        Plot::Line(plot.with_line_style(style))
    };
    let lines = vec![
        line(|point| point.due, "due", LineStyle::Dashed),
        line(|point| point.completed, "completed", LineStyle::Solid),
        line(|point| point.overdue, "overdue", LineStyle::Dotted),
    ];
    let last = timeline.points.last().map_or(first, |point| point.day);
    let weeks = (last - first).num_days() / 7;
    let step = (weeks / MOST_TICKS + 1) * 7;
    let day = move |x: f64| {
        // Ticks stand at whole days.
        #[allow(clippy::cast_possible_truncation, reason = "days of the calendar are far below 2^53")]
        let day = crate::model::period::shift(first, x.round() as i64);
        day.map(|day| format!("{}/{}", day.day(), day.month())).unwrap_or_default()
    };
    let whole = |y: f64| if y.fract() == 0.0 { format!("{y:.0}") } else { String::new() };
    let theme = Theme {
        background: "none".to_owned(),
        axis_color: colour("muted"),
        grid_color: colour("grid"),
        tick_color: colour("muted"),
        text_color: colour("ink"),
        font_family: Some("inherit".to_owned()),
        ..Theme::light()
    };
    let layout = Layout::auto_from_plots(&lines)
        .with_theme(theme)
        .with_width(f64::from(SIZE.0))
        .with_height(f64::from(SIZE.1))
        .with_x_axis_min(0.0)
        .with_x_axis_max(days(first, last).max(1.0))
        .with_y_axis_min(0.0)
        .with_y_label(words.label(Label::ChartAxis))
        .with_x_tick_step(f64::from(i32::try_from(step).unwrap_or(i32::MAX)))
        .with_x_tick_format(TickFormat::Custom(Arc::new(day)))
        .with_y_tick_format(TickFormat::Custom(Arc::new(whole)));
    let drawn = SvgBackend::new().render_scene(&render_multiple(lines, layout));
    // Scaled with the page, and one picture for those who hear it: the table below has its figures.
    let head = format!(
        "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\" ",
        SIZE.0,
        SIZE.1,
        words.label(Label::Chart)
    );
    // Its parts are numbered through all charts a process draws; here there is one, and a report is the same whatever
    // was made before it.
    let numbered = drawn.split('"').find(|text| text.starts_with("kuva-clip-")).map(str::to_owned);
    let drawn = numbered.map_or(drawn.clone(), |numbered| drawn.replace(&numbered, "plot"));
    drawn.replacen("<svg ", &head, 1)
}

fn days(from: NaiveDate, to: NaiveDate) -> f64 {
    f64::from(i32::try_from((to - from).num_days()).unwrap_or(i32::MAX))
}
