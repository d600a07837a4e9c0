//! Charts as SVG pictures; their numbers stand in the table beside them.

use crate::error::{Error, Result};
use charts_rs::{BarChart, ChartBase, LineChart, Series, YAxisConfig};
use guiju_api::ChartShown;
use guiju_model::Drawing;

/// Fonts that have Chinese, as the portal's style sheet names them.
const FONT: &str = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif";
/// Colours of the series, told apart by people who see few of them too; the style sheet has the same for the table's heads.
const COLOURS: [&str; 8] = ["#9b1c1c", "#1f6f8b", "#d9822b", "#4c7a34", "#6b4c9a", "#8a6d3b", "#3d4f66", "#c0568c"];
/// Room for a bar: few categories don't become walls.
const EACH: usize = 6;
/// Divisions of the upward axis at most.
const DIVISIONS: f32 = 5.0;

/// The chart as SVG.
///
/// # Errors
/// If it cannot be drawn.
pub fn svg(chart: &ChartShown, drawn: Drawing) -> Result<String> {
    let series = chart.series.iter().map(|shown| {
        let mut series = Series::new(shown.name.clone(), Vec::new());
        series.data = shown.values.iter().map(|value| value.map(|value| value as f32)).collect();
        series
    });
    let (mut series, mut along) = (series.collect::<Vec<_>>(), chart.along.clone());
    while along.len() < EACH {
        along.push(String::new());
        series.iter_mut().for_each(|series| series.data.push(Some(0.0)));
    }
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

fn dress(base: &mut ChartBase, chart: &ChartShown) {
    base.width = 820.0;
    base.height = 360.0;
    FONT.clone_into(&mut base.font_family);
    base.sub_title.text = chart.unit.clone();
    base.series.colors = COLOURS.map(charts_rs::Color::from).to_vec();
    // The names of the series stand in the table, in the same colours: the library can't measure Chinese.
    base.legend.show = Some(false);
}

/// Whole numbers are not divided into parts.
fn upward(axes: &mut [YAxisConfig], chart: &ChartShown) {
    let values = || chart.series.iter().flat_map(|series| series.values.iter().flatten().copied());
    let most = values().fold(0.0, f64::max) as f32;
    if let Some(axis) = axes.first_mut().filter(|_| values().all(|value| value.fract() == 0.0) && most >= 1.0) {
        let each = (most / DIVISIONS).ceil();
        let divisions = (most / each).ceil();
        axis.min = Some(0.0);
        axis.max = Some(each * divisions);
        axis.split_number = divisions as usize;
    }
}
