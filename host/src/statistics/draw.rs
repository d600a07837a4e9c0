//! A chart as a picture; the numbers stand in the table beside it.

use crate::error::{Error, Result};
use charts_rs::{BarChart, LineChart, Series};
use guiju_api::ChartShown;
use guiju_model::Drawing;

/// Fonts that have Chinese, as the portal's style sheet names them.
const FONT: &str = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif";

/// The chart as SVG.
///
/// # Errors
/// If it cannot be drawn.
pub fn svg(chart: &ChartShown, drawn: Drawing) -> Result<String> {
    let series = chart
        .series
        .iter()
        .map(|series| Series::new(series.name.clone(), series.values.iter().map(|value| *value as f32).collect()));
    let (series, along) = (series.collect::<Vec<_>>(), chart.along.clone());
    let picture = match drawn {
        Drawing::Bars => {
            let mut bars = BarChart::new(series, along);
            dress(&mut bars.base, chart);
            bars.svg()
        }
        Drawing::Lines => {
            let mut lines = LineChart::new(series, along);
            dress(&mut lines.base, chart);
            lines.svg()
        }
    };
    picture.map_err(|error| Error::internal(error.to_string()))
}

fn dress(base: &mut charts_rs::ChartBase, chart: &ChartShown) {
    base.width = 820.0;
    base.height = 360.0;
    FONT.clone_into(&mut base.font_family);
    base.title.text = format!("{}（{}）", chart.title, chart.unit);
}
