//! The policy of each office as the database has it.

use super::{
    lack::{Behind, Lack},
    office::{Binding, DatedValue, OfficePolicy},
};
use crate::{
    error::{Error, Result},
    store::{
        self, Dialect, OfOffice, Pool,
        bindings::{self, Binding as BindingRow},
        calendar_years::{self, CalendarYear},
        installations::{self, Installed},
        office_settings::{self, OfficeSetting},
        offices::{self, ZoneAndVersion},
        packages::{self, Package},
        parameter_values::{self, ParameterValue},
        record_keys::{self, Lookups, NotedLookup},
        wordings::{self, Wording},
    },
};
use guiju_domain::OfficeId;
use guiju_engine::Loaded;
use guiju_model::holidays;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

/// What the database says of every office.
pub(super) struct Rows {
    offices: Vec<ZoneAndVersion>,
    settings: Vec<OfOffice<OfficeSetting>>,
    bindings: Vec<OfOffice<BindingRow>>,
    installations: Vec<OfOffice<Installed>>,
    wordings: Vec<OfOffice<Wording>>,
    values: Vec<OfOffice<ParameterValue>>,
    years: Vec<OfOffice<CalendarYear>>,
    lookups: Vec<OfOffice<NotedLookup>>,
    packages: BTreeMap<String, Package>,
}

/// What a package that was asked for came to.
pub(super) type Packages = HashMap<String, Result<Arc<Loaded>, Lack>>;

impl Rows {
    /// Everything as it stood at one moment, whatever is committed meanwhile.
    pub async fn read(pool: &Pool, dialect: Dialect) -> Result<Self> {
        let mut snapshot = store::snapshot(pool, dialect).await?;
        let packages = packages::all(&mut *snapshot).await?;
        Ok(Self {
            packages: packages.into_iter().map(|package| (package.digest.clone(), package)).collect(),
            offices: offices::zones_and_versions(&mut *snapshot).await?,
            settings: office_settings::all(&mut *snapshot).await?,
            bindings: bindings::all(&mut *snapshot).await?,
            installations: installations::all(&mut *snapshot).await?,
            wordings: wordings::all(&mut *snapshot).await?,
            values: parameter_values::all(&mut *snapshot).await?,
            years: calendar_years::all(&mut *snapshot).await?,
            lookups: record_keys::all(&mut *snapshot).await?,
        })
    }

    /// Every package that an office is bound to or has installed.
    pub fn digests(&self) -> BTreeSet<String> {
        let bound = self.bindings.iter().filter_map(|bound| Some(bound.row.as_ref().ok()?.digest.clone()));
        let installed = self.installations.iter().filter_map(|one| Some(one.row.as_ref().ok()?.digest.clone()));
        bound.chain(installed).collect()
    }

    /// The version and the policy of each office, or what is wrong with what is stored of it.
    pub fn policies(&self, packages: &Packages) -> Vec<(OfficeId, i64, Result<OfficePolicy>)> {
        let all = self.offices.iter();
        all.map(|office| (office.id, office.policy_version, self.policy(office, packages))).collect()
    }

    fn policy(&self, office: &ZoneAndVersion, packages: &Packages) -> Result<OfficePolicy> {
        let zone = office.time_zone.parse().map_err(Error::internal)?;
        let mut policy = OfficePolicy { zone, version: office.policy_version, ..OfficePolicy::default() };
        for setting in of(&self.settings, office.id) {
            let setting = setting?;
            policy.settings.insert(setting.name.clone(), setting.value.clone());
        }
        for bound in of(&self.bindings, office.id) {
            let BindingRow { regulation, from, digest } = bound?;
            let loaded = self.package(digest, packages, &mut policy);
            let (regulation, digest) = (regulation.clone(), digest.clone());
            policy.bindings.push(Binding { regulation, from: *from, digest, loaded });
        }
        for installed in of(&self.installations, office.id) {
            let digest = &installed?.digest;
            if let Some(loaded) = self.package(digest, packages, &mut policy) {
                policy.installed.insert(digest.clone(), loaded);
            }
        }
        for wording in of(&self.wordings, office.id) {
            let Wording { digest, clause, text } = wording?;
            policy.wordings.insert((digest.clone(), clause.clone()), text.clone());
        }
        for value in of(&self.values, office.id) {
            let ParameterValue { regulation, name, from, value } = value?;
            let (regulation, name, value) = (regulation.clone(), name.clone(), value.clone());
            policy.values.push(DatedValue { regulation, name, from: *from, value });
        }
        for year in of(&self.years, office.id) {
            let year = holidays::parse(&year?.text).map_err(|faults| Error::internal(faults.join("; ")))?;
            policy.years.push(year);
        }
        let mut lookups = Lookups::of(&policy.every().map(|package| package.manifest()).collect::<Vec<_>>());
        for noted in self.lookups(office.id) {
            let noted = noted?;
            lookups.take_over(noted)?;
        }
        policy.lookups = Arc::new(lookups);
        Ok(policy)
    }

    /// What is noted of what an office looks up.
    pub fn lookups(&self, office: OfficeId) -> impl Iterator<Item = Result<&NotedLookup>> {
        of(&self.lookups, office)
    }

    /// A package, if it is here; else it is noted that the office's policy lacks it.
    fn package(&self, digest: &str, packages: &Packages, policy: &mut OfficePolicy) -> Option<Arc<Loaded>> {
        let why = match packages.get(digest) {
            Some(Ok(loaded)) => return Some(loaded.clone()),
            Some(Err(why)) => why.clone(),
            None => Lack::Missing,
        };
        let known = self.packages.get(digest);
        let behind = Behind {
            regulation: known.map_or_else(|| digest.to_owned(), |known| known.regulation.clone()),
            version: known.map_or_else(String::new, |known| known.version.clone()),
            digest: digest.to_owned(),
            why,
            oversees: known.and_then(|known| serde_json::from_str(&known.oversees).ok()),
            working_hours: known.is_none_or(|known| known.working_hours),
        };
        policy.behind.insert(digest.to_owned(), behind);
        None
    }
}

/// The rows of one office, or why one of them cannot be read.
fn of<T>(rows: &[OfOffice<T>], office: OfficeId) -> impl Iterator<Item = Result<&T>> {
    let own = rows.iter().filter(move |row| row.office == office);
    own.map(|row| row.row.as_ref().map_err(|why| Error::internal(why.to_string())))
}
