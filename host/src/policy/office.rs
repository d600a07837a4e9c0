//! What binds one office: its packages by day, its values, its calendar.

use super::lack::Behind;
use crate::{clock::Zone, store::record_keys::Lookups};
use guiju_domain::settings::Settings;
use guiju_engine::Loaded;
use guiju_model::{Date, Manifest, Season, Session, calendar::Calendar, holidays, time};
use serde_json::{Map, Value};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// A dated parameter value.
#[derive(Clone, Debug)]
pub struct DatedValue {
    pub(super) regulation: String,
    pub(super) name: String,
    pub(super) from: Date,
    pub(super) value: Value,
}

/// From which day a package binds an office.
#[derive(Clone, Debug)]
pub(super) struct Binding {
    /// Id of the regulation.
    pub regulation: String,
    /// The first day.
    pub from: Date,
    /// The package.
    pub digest: String,
    /// The package, if this server has it.
    pub loaded: Option<Arc<Loaded>>,
}

/// The policy in force of one office: packages by day, parameter values, calendar.
#[derive(Clone, Debug, Default)]
pub struct OfficePolicy {
    /// In the order of their days.
    pub(super) bindings: Vec<Binding>,
    pub(super) installed: HashMap<String, Arc<Loaded>>,
    /// Packages of the office that this server does not have, by digest.
    pub(super) behind: BTreeMap<String, Behind>,
    pub(super) wordings: HashMap<(String, String), String>,
    pub(super) values: Vec<DatedValue>,
    pub(super) years: Vec<holidays::Year>,
    /// The office's time zone.
    pub zone: Zone,
    /// What the office has set.
    pub settings: Settings,
    /// By which fields records are found for what the packages read.
    pub lookups: Arc<Lookups>,
    /// The version of the office's people and policy that this was read at.
    pub version: i64,
}

/// Working hours of an office.
#[derive(Clone, Debug)]
pub struct Hours {
    /// First and last day of summer.
    pub summer: ((u32, u32), (u32, u32)),
    /// Sessions in summer.
    pub summer_sessions: Vec<Session>,
    /// Sessions in winter.
    pub winter_sessions: Vec<Session>,
}

/// Days with the office's hours, owned.
#[derive(Clone, Debug)]
pub struct Days {
    /// Days one after the other, without gaps.
    pub days: guiju_model::Days,
    /// The office's working hours on those days.
    pub hours: Hours,
}

impl Days {
    /// The same days as a calendar that counts working time.
    #[must_use]
    pub fn calendar(&self) -> Calendar<'_> {
        Calendar::new(&self.days, &self.hours.winter_sessions, &self.hours.summer_sessions)
    }
}

impl OfficePolicy {
    /// The regulations in force on a day, those apart whose package this server does not have: an earlier package is never
    /// taken in its place.
    #[must_use]
    pub fn on(&self, date: Date) -> BTreeMap<&str, &Arc<Loaded>> {
        let bound = self.bound_on(date).into_iter();
        bound.filter_map(|(regulation, binding)| Some((regulation, binding.loaded.as_ref()?))).collect()
    }

    /// What binds on a day, whether this server has it or not.
    pub(super) fn bound_on(&self, date: Date) -> BTreeMap<&str, &Binding> {
        // Bindings are in the order of their days: a later one takes the place of an earlier one.
        let begun = self.bindings.iter().filter(|binding| binding.from <= date);
        begun.map(|binding| (binding.regulation.as_str(), binding)).collect()
    }

    /// The regulation in force on a day.
    #[must_use]
    pub fn regulation(&self, id: &str, date: Date) -> Option<&Arc<Loaded>> {
        self.on(date).get(id).copied()
    }

    /// Every package that is in force on a day or will be later, as things stand.
    pub fn in_force_from(&self, date: Date) -> impl Iterator<Item = &Arc<Loaded>> {
        let later = self.bindings.iter().filter(move |binding| binding.from > date);
        self.on(date).into_values().chain(later.filter_map(|binding| binding.loaded.as_ref()))
    }

    /// The package with this digest, in force or not.
    #[must_use]
    pub fn package(&self, digest: &str) -> Option<&Arc<Loaded>> {
        self.installed.get(digest)
    }

    /// Every package that the office has: in force once or some day, installed, or kept for the matters filed by it.
    pub fn every(&self) -> impl Iterator<Item = &Arc<Loaded>> {
        self.bindings.iter().filter_map(|binding| binding.loaded.as_ref()).chain(self.installed.values())
    }

    /// Every installed package of a regulation.
    pub fn packages_of<'l>(&'l self, regulation: &'l str) -> impl Iterator<Item = &'l Arc<Loaded>> + 'l {
        self.installed.values().filter(move |loaded| loaded.manifest().id == regulation)
    }

    /// From which days a package is in force, and until which day another takes its place.
    pub fn bound<'l>(&'l self, loaded: &'l Loaded) -> impl Iterator<Item = (Date, Option<Date>)> + 'l {
        let of = move |regulation: &String| *regulation == loaded.manifest().id;
        let next = move |from: Date| {
            let later = self.bindings.iter().filter(|bound| of(&bound.regulation) && bound.from > from);
            later.map(|bound| bound.from).min()
        };
        let mine = self.bindings.iter().filter(move |bound| bound.digest == loaded.digest());
        mine.map(move |bound| (bound.from, next(bound.from)))
    }

    /// The days from which packages of a regulation are in force.
    pub fn binding_days<'l>(&'l self, regulation: &'l str) -> impl Iterator<Item = Date> + 'l {
        self.bindings.iter().filter(move |bound| bound.regulation == regulation).map(|bound| bound.from)
    }

    /// What a clause of a package says: in the office's own wording if it attached one, else as the package restates it.
    #[must_use]
    pub fn statement(&self, manifest: &Manifest, clause: &guiju_model::Clause) -> String {
        let of = |loaded: &&Arc<Loaded>| loaded.manifest().version == manifest.version;
        let digest = if self.wordings.is_empty() { None } else { self.packages_of(&manifest.id).find(of) };
        let worded = digest.and_then(|loaded| self.wordings.get(&(loaded.digest().to_owned(), clause.id.clone())));
        worded.unwrap_or(&clause.statement).clone()
    }

    /// The office's own wording of a package's clauses.
    pub fn worded<'l>(&'l self, digest: &'l str) -> impl Iterator<Item = (&'l str, &'l str)> + 'l {
        let own = self.wordings.iter().filter(move |((of, _), _)| of == digest);
        own.map(|((_, clause), text)| (clause.as_str(), text.as_str()))
    }

    /// Since when the package has been in force that is on a day.
    #[must_use]
    pub fn since(&self, regulation: &str, date: Date) -> Option<Date> {
        self.binding_days(regulation).filter(|from| *from <= date).max()
    }

    /// A parameter's value on a day and since when the office set it.
    #[must_use]
    pub fn value(&self, regulation: &str, name: &str, date: Date) -> Option<(&Value, Date)> {
        let set = self.values.iter().filter(|v| v.regulation == regulation && v.name == name && v.from <= date);
        set.max_by_key(|value| value.from).map(|value| (&value.value, value.from))
    }

    /// All values of a regulation that the office set, on a day.
    #[must_use]
    pub fn parameters(&self, manifest: &Manifest, date: Date) -> Map<String, Value> {
        let set =
            |p: &guiju_model::Parameter| Some((p.name.clone(), self.value(&manifest.id, &p.name, date)?.0.clone()));
        manifest.parameters.iter().filter_map(set).collect()
    }

    /// Working hours on a day: from the regulation that fixes them, else the common ones.
    #[must_use]
    pub fn hours(&self, date: Date) -> Hours {
        let declared = self.on(date).into_values().find_map(|loaded| {
            let manifest = loaded.manifest();
            let hours = manifest.working_hours.as_ref()?;
            let text = |name: &str| {
                let own = manifest
                    .parameters
                    .iter()
                    .find(|p| p.name == name)
                    .and_then(|p| serde_json::from_str(&p.default).ok());
                self.value(&manifest.id, name, date)
                    .map(|(value, _)| value.clone())
                    .or(own)?
                    .as_str()
                    .map(str::to_owned)
            };
            Some(Hours {
                summer: (
                    time::day_of_year(&text(&hours.summer_from)?).ok()?,
                    time::day_of_year(&text(&hours.summer_to)?).ok()?,
                ),
                summer_sessions: time::sessions(&text(&hours.summer)?).ok()?,
                winter_sessions: time::sessions(&text(&hours.winter)?).ok()?,
            })
        });
        declared.unwrap_or_else(|| {
            let sessions = vec![Session { start: 9 * 60, end: 12 * 60 }, Session { start: 13 * 60, end: 18 * 60 }];
            Hours { summer: ((13, 1), (0, 0)), summer_sessions: sessions.clone(), winter_sessions: sessions }
        })
    }

    /// The days from `first` to `last`.
    #[must_use]
    pub fn days(&self, first: Date, last: Date) -> Days {
        let hours = self.hours(first.max(Date(last.0)));
        let season = |date: Date| {
            if hours.summer.0.0 > 12 { Season::Winter } else { holidays::season(date, hours.summer.0, hours.summer.1) }
        };
        let published = |year: i32| self.years.iter().find(|known| known.year == year);
        Days { days: holidays::days(first, last, published, season), hours: hours.clone() }
    }

    /// The years whose holidays are published.
    pub fn years(&self) -> impl Iterator<Item = i32> + '_ {
        self.years.iter().map(|year| year.year)
    }
}
