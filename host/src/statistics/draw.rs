//! A chart as a picture; the numbers stand in the table beside it.

use crate::error::{Error, Result};
use charts_rs::{BarChart, ChartBase, LineChart, Series, YAxisConfig};
use guiju_api::ChartShown;
use guiju_model::Drawing;

/// Fonts that have Chinese, as the portal's style sheet names them.
const FONT: &str = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif";
/// Divisions of the upward axis at most.
const DIVISIONS: f32 = 5.0;

/// The chart as SVG.
///
/// # Errors
/// If it cannot be drawn.
pub fn svg(chart: &ChartShown, drawn: Drawing) -> Result<String> {
    let series = chart
        .series
        .iter()
        .map(|series| Series::new(roomy(&series.name), series.values.iter().map(|value| *value as f32).collect()));
    let (series, along) = (series.collect::<Vec<_>>(), chart.along.clone());
    let picture = match drawn {
        Drawing::Bars => {
            let mut bars = BarChart::new(series, along);
            dress(&mut bars.base, chart);
            upward(&mut bars.y_axis_configs, chart);
            bars.svg()
        }
        Drawing::Lines => {
            let mut lines = LineChart::new(series, along);
            dress(&mut lines.base, chart);
            upward(&mut lines.y_axis_configs, chart);
            lines.svg()
        }
    };
    picture.map_err(|error| Error::internal(error.to_string()))
}

/// The library measures with a font that has no Chinese, where each character is half as wide as it will be: wide spaces
/// behind the name keep the room that is missing.
fn roomy(name: &str) -> String {
    let wide = name.chars().filter(|character| *character > '\u{2e7f}').count();
    format!("{name}{}", "\u{2003}".repeat(wide.div_ceil(2)))
}

fn dress(base: &mut ChartBase, chart: &ChartShown) {
    base.width = 820.0;
    base.height = 360.0;
    FONT.clone_into(&mut base.font_family);
    base.title.text = format!("{}（{}）", chart.title, chart.unit);
}

/// Whole numbers are not divided into parts.
fn upward(axes: &mut [YAxisConfig], chart: &ChartShown) {
    let values = || chart.series.iter().flat_map(|series| series.values.iter().copied());
    let most = values().fold(0.0, f64::max) as f32;
    if let Some(axis) = axes.first_mut().filter(|_| values().all(|value| value.fract() == 0.0) && most >= 1.0) {
        let each = (most / DIVISIONS).ceil();
        let divisions = (most / each).ceil();
        axis.min = Some(0.0);
        axis.max = Some(each * divisions);
        axis.split_number = divisions as usize;
    }
}
