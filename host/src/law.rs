//! The law in force: which package binds which office from which day, the dated parameters, the calendar.
//!
//! A snapshot is read when the server starts and after each change, so that judging needs no query. What was filed keeps
//! the package and the values of its day to its end.

use crate::{
    clock::Zone,
    error::{Error, Result},
    kept,
    store::{self, Columns},
};
use guiju_domain::settings::Settings;
use guiju_engine::{Engine, LoadError, Loaded};
use guiju_model::{Date, Manifest, Season, Session, calendar::Calendar, holidays, time};
use serde_json::{Map, Value};
use sqlx::AnyPool;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

/// A dated parameter value.
#[derive(Clone, Debug)]
pub struct DatedValue {
    regulation: String,
    name: String,
    from: Date,
    value: Value,
}

/// What binds one office.
#[derive(Debug, Default)]
pub struct OfficeLaw {
    bindings: Vec<(String, Date, Arc<Loaded>)>,
    installed: HashMap<String, Arc<Loaded>>,
    wordings: HashMap<(String, String), String>,
    values: Vec<DatedValue>,
    years: Vec<holidays::Year>,
    /// The office's time zone.
    pub zone: Zone,
    /// What the office has set.
    pub settings: Settings,
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
    /// Days without gaps.
    pub days: guiju_model::Days,
    /// Hours.
    pub hours: Hours,
}

impl Days {
    /// As a calendar.
    #[must_use]
    pub fn calendar(&self) -> Calendar<'_> {
        Calendar::new(&self.days, &self.hours.winter_sessions, &self.hours.summer_sessions)
    }
}

impl OfficeLaw {
    /// The regulations in force on a day.
    #[must_use]
    pub fn on(&self, date: Date) -> BTreeMap<&str, &Arc<Loaded>> {
        let mut law = BTreeMap::new();
        // Bindings are in the order of their days: a later one takes the place of an earlier one.
        for (regulation, _, loaded) in self.bindings.iter().filter(|(_, from, _)| *from <= date) {
            law.insert(regulation.as_str(), loaded);
        }
        law
    }

    /// The regulation in force on a day.
    #[must_use]
    pub fn regulation(&self, id: &str, date: Date) -> Option<&Arc<Loaded>> {
        self.on(date).get(id).copied()
    }

    /// The package with this digest, in force or not.
    #[must_use]
    pub fn package(&self, digest: &str) -> Option<&Arc<Loaded>> {
        self.installed.get(digest)
    }

    /// Every installed package of a regulation.
    pub fn packages_of<'l>(&'l self, regulation: &'l str) -> impl Iterator<Item = &'l Arc<Loaded>> + 'l {
        self.installed.values().filter(move |loaded| loaded.manifest().id == regulation)
    }

    /// From which days a package is in force, and until which day another takes its place.
    pub fn bound<'l>(&'l self, loaded: &'l Loaded) -> impl Iterator<Item = (Date, Option<Date>)> + 'l {
        let of = move |regulation: &String| *regulation == loaded.manifest().id;
        let next = move |from: Date| {
            self.bindings
                .iter()
                .filter(|(regulation, day, _)| of(regulation) && *day > from)
                .map(|(_, day, _)| *day)
                .min()
        };
        let mine = self.bindings.iter().filter(move |(_, _, bound)| bound.digest() == loaded.digest());
        mine.map(move |(_, from, _)| (*from, next(*from)))
    }

    /// The days from which packages of a regulation are in force.
    pub fn binding_days<'l>(&'l self, regulation: &'l str) -> impl Iterator<Item = Date> + 'l {
        self.bindings.iter().filter(move |(id, _, _)| id == regulation).map(|(_, from, _)| *from)
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

/// The law of every office on this server.
pub struct Law {
    engine: Engine,
    folder: PathBuf,
    loaded: RwLock<HashMap<String, Arc<Loaded>>>,
    offices: RwLock<HashMap<i64, Arc<OfficeLaw>>>,
}

impl std::fmt::Debug for Law {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Law").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Law {
    /// The law with its packages below `data`.
    ///
    /// # Errors
    /// If the engine cannot run here.
    pub fn new(limits: guiju_engine::Limits, data: &Path) -> Result<Self> {
        let folder = data.join("regulations");
        std::fs::create_dir_all(&folder)?;
        let engine = Engine::new(limits, Some(&data.join("compiled")))?;
        Ok(Self { engine, folder, loaded: RwLock::default(), offices: RwLock::default() })
    }

    /// Checks a component; stores nothing.
    ///
    /// # Errors
    /// Every reason why it is not accepted.
    pub fn examine(&self, component: &[u8]) -> Result<Arc<Loaded>, LoadError> {
        Ok(Arc::new(self.engine.load(component)?))
    }

    /// Keeps a component that was examined, by its digest.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn keep(&self, component: &[u8], loaded: &Arc<Loaded>) -> Result<()> {
        loaded.remember()?;
        let path = self.path(loaded.digest());
        if !path.exists() {
            kept::write(&path, component)?;
        }
        let mut known = self.loaded.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(loaded.digest().to_owned()).or_insert_with(|| loaded.clone());
        Ok(())
    }

    /// Checks a component and keeps it.
    ///
    /// # Errors
    /// Every reason why it is not accepted.
    pub fn accept(&self, component: &[u8]) -> Result<Arc<Loaded>> {
        let loaded = self.examine(component)?;
        self.keep(component, &loaded)?;
        Ok(loaded)
    }

    /// The bytes of a component that is kept.
    ///
    /// # Errors
    /// If they are gone.
    pub fn bytes(&self, digest: &str) -> Result<Vec<u8>> {
        Ok(std::fs::read(self.path(digest))?)
    }

    fn path(&self, digest: &str) -> PathBuf {
        self.folder.join(format!("{digest}.wasm"))
    }

    /// A package that was loaded.
    fn package(&self, digest: &str) -> Result<Arc<Loaded>> {
        let loaded = self.loaded.read().unwrap_or_else(PoisonError::into_inner).get(digest).cloned();
        loaded.ok_or_else(|| Error::internal(format!("the package {digest} is not loaded")))
    }

    /// Loads what is not loaded yet, all at once.
    fn load(&self, digests: BTreeSet<String>) -> Result<()> {
        let known = self.loaded.read().unwrap_or_else(PoisonError::into_inner);
        let missing = digests.into_iter().filter(|digest| !known.contains_key(digest)).collect::<Vec<_>>();
        drop(known);
        let load = |digest: &String| {
            let bytes = self.bytes(digest)?;
            let loaded = self.examine(&bytes)?;
            if loaded.digest() != digest {
                return Err(Error::internal(format!("the package {digest} was altered on disk")));
            }
            self.keep(&bytes, &loaded)
        };
        self.engine.on_all_cores(&missing, load).into_iter().collect()
    }

    /// What binds an office.
    ///
    /// # Errors
    /// If the server does not know the office.
    pub fn of(&self, office: i64) -> Result<Arc<OfficeLaw>> {
        let offices = self.offices.read().unwrap_or_else(PoisonError::into_inner);
        offices.get(&office).cloned().ok_or(Error::NotFound("这个单位"))
    }

    /// Reads bindings, values and calendar anew.
    ///
    /// # Errors
    /// If the database cannot be used or a package is gone.
    pub async fn refresh(&self, pool: &AnyPool) -> Result<()> {
        let mut offices: HashMap<i64, OfficeLaw> = HashMap::new();
        for row in sqlx::query("SELECT id, time_zone FROM offices").fetch_all(pool).await? {
            let zone = row.text("time_zone")?.parse().map_err(Error::internal)?;
            offices.insert(row.int("id")?, OfficeLaw { zone, ..OfficeLaw::default() });
        }
        for row in sqlx::query("SELECT office_id, name, value FROM office_settings").fetch_all(pool).await? {
            let settings = &mut offices.entry(row.int("office_id")?).or_default().settings;
            settings.insert(row.text("name")?, row.json("value")?);
        }
        let bound = sqlx::query("SELECT office_id, regulation, from_date, digest FROM bindings ORDER BY from_date")
            .fetch_all(pool)
            .await?;
        let installed = sqlx::query("SELECT office_id, digest FROM installations").fetch_all(pool).await?;
        self.load(bound.iter().chain(&installed).map(|row| row.text("digest")).collect::<Result<_, store::Error>>()?)?;
        for row in bound {
            let bound =
                (row.text("regulation")?, Date(row.int("from_date")? as i32), self.package(&row.text("digest")?)?);
            offices.entry(row.int("office_id")?).or_default().bindings.push(bound);
        }
        for row in installed {
            let loaded = self.package(&row.text("digest")?)?;
            offices.entry(row.int("office_id")?).or_default().installed.insert(loaded.digest().to_owned(), loaded);
        }
        for row in sqlx::query("SELECT office_id, digest, clause, text FROM wordings").fetch_all(pool).await? {
            let wordings = &mut offices.entry(row.int("office_id")?).or_default().wordings;
            wordings.insert((row.text("digest")?, row.text("clause")?), row.text("text")?);
        }
        let rows = sqlx::query("SELECT office_id, regulation, name, from_date, value FROM parameter_values")
            .fetch_all(pool)
            .await?;
        for row in rows {
            let value = DatedValue {
                regulation: row.text("regulation")?,
                name: row.text("name")?,
                from: Date(row.int("from_date")? as i32),
                value: row.json("value")?,
            };
            offices.entry(row.int("office_id")?).or_default().values.push(value);
        }
        for row in sqlx::query("SELECT office_id, text FROM calendar_years").fetch_all(pool).await? {
            let year = holidays::parse(&row.text("text")?).map_err(|faults| Error::internal(faults.join("; ")))?;
            offices.entry(row.int("office_id")?).or_default().years.push(year);
        }
        let offices = offices.into_iter().map(|(id, law)| (id, Arc::new(law))).collect();
        *self.offices.write().unwrap_or_else(PoisonError::into_inner) = offices;
        Ok(())
    }
}
