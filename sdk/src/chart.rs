//! Describes a chart.

use crate::{RoleName, form::holders};
use guiju_model::{Chart, Drawing, Grouping, Measured};

/// Describes a chart.
#[derive(Debug)]
pub struct ChartBuilder<'a>(pub(crate) &'a mut Chart);

impl ChartBuilder<'_> {
    /// Measures the sum of a number or an amount. Without a measure, records are counted.
    pub fn sum(self, field: &str) -> Self {
        self.0.measure = Measured::Sum(field.to_owned());
        self
    }

    /// Measures the mean of a number.
    pub fn mean(self, field: &str) -> Self {
        self.0.measure = Measured::Mean(field.to_owned());
        self
    }

    /// Measures the days from filing to the end of a matter. A matter under way counts with its age.
    pub fn days_taken(self) -> Self {
        self.0.measure = Measured::DaysTaken;
        self
    }

    /// Measures how many in a hundred matters kept their due dates.
    pub fn on_time(self) -> Self {
        self.0.measure = Measured::OnTime;
        self
    }

    /// Puts the values of a field on the x axis. Without an x axis, months stand there.
    pub fn by(self, field: &str) -> Self {
        self.x_axis(Grouping::Field(field.to_owned()))
    }

    /// Puts the departments on the x axis.
    pub fn by_department(self) -> Self {
        self.x_axis(Grouping::Department)
    }

    /// Puts the persons on the x axis.
    pub fn by_person(self) -> Self {
        self.x_axis(Grouping::Person)
    }

    fn x_axis(self, grouping: Grouping) -> Self {
        self.0.along = grouping;
        self
    }

    /// Draws a series for each value of a field.
    pub fn series(self, field: &str) -> Self {
        self.0.split = Some(Grouping::Field(field.to_owned()));
        self
    }

    /// Draws a series for each department.
    pub fn series_by_department(self) -> Self {
        self.0.split = Some(Grouping::Department);
        self
    }

    /// Draws lines instead of bars.
    pub fn lines(self) -> Self {
        self.0.drawn = Drawing::Lines;
        self
    }

    /// Names the roles that may see the chart. Without it everybody may.
    pub fn seen_by(self, roles: &[RoleName]) -> Self {
        self.0.seen_by = holders(roles);
        self
    }
}
