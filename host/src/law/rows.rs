//! The law of each office as the database has it.

use super::{
    behind::{Behind, Lack},
    office::{Binding, DatedValue, OfficeLaw},
};
use crate::{
    error::{Error, Result},
    store::{self, Columns, Dialect},
};
use guiju_domain::OfficeId;
use guiju_engine::Loaded;
use guiju_model::{Date, holidays};
use sqlx::{AnyPool, any::AnyRow};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

/// What the database says of every office.
pub(super) struct Rows {
    offices: Vec<AnyRow>,
    settings: Vec<AnyRow>,
    bindings: Vec<AnyRow>,
    installations: Vec<AnyRow>,
    wordings: Vec<AnyRow>,
    values: Vec<AnyRow>,
    years: Vec<AnyRow>,
    packages: BTreeMap<String, Known>,
}

/// What is noted of a package beside its file.
pub(super) struct Known {
    regulation: String,
    version: String,
    /// The forms that it oversees; nothing if it was not noted yet.
    oversees: Option<Vec<String>>,
    working_hours: bool,
}

/// What a package that was asked for came to.
pub(super) type Packages = HashMap<String, Result<Arc<Loaded>, Lack>>;

impl Rows {
    /// Everything as it stood at one moment, whatever is committed meanwhile.
    pub async fn read(pool: &AnyPool, dialect: Dialect) -> Result<Self> {
        let mut snapshot = store::snapshot(pool, dialect).await?;
        let mut all = async |query: &'static str| sqlx::query(query).fetch_all(&mut *snapshot).await;
        let mut packages = BTreeMap::new();
        for row in all("SELECT digest, regulation, version, oversees, working_hours FROM packages").await? {
            let known = Known {
                regulation: row.text("regulation")?,
                version: row.text("version")?,
                oversees: serde_json::from_str(&row.text("oversees")?).ok(),
                working_hours: row.int("working_hours")? != 0,
            };
            packages.insert(row.text("digest")?, known);
        }
        Ok(Self {
            offices: all("SELECT id, time_zone, policy_version FROM offices ORDER BY id").await?,
            settings: all("SELECT office_id, name, value FROM office_settings").await?,
            bindings: all("SELECT office_id, regulation, from_date, digest FROM bindings ORDER BY from_date").await?,
            installations: all("SELECT office_id, digest FROM installations").await?,
            wordings: all("SELECT office_id, digest, clause, text FROM wordings").await?,
            values: all("SELECT office_id, regulation, name, from_date, value FROM parameter_values").await?,
            years: all("SELECT office_id, text FROM calendar_years").await?,
            packages,
        })
    }

    /// Every package that an office is bound to or has installed.
    pub fn digests(&self) -> Result<BTreeSet<String>, store::Error> {
        self.bindings.iter().chain(&self.installations).map(|row| row.text("digest")).collect()
    }

    /// The version and the law of each office, or what is wrong with what is stored of it.
    pub fn laws(&self, packages: &Packages) -> Result<Vec<(OfficeId, i64, Result<OfficeLaw>)>> {
        let ids = self.offices.iter().map(|row| Ok((row.office("id")?, row.int("policy_version")?, row)));
        ids.map(|id| id.map(|(id, version, row)| (id, version, self.law(id, row, packages)))).collect()
    }

    fn law(&self, office: OfficeId, row: &AnyRow, packages: &Packages) -> Result<OfficeLaw> {
        let zone = row.text("time_zone")?.parse().map_err(Error::internal)?;
        let mut law = OfficeLaw { zone, version: row.int("policy_version")?, ..OfficeLaw::default() };
        for row in of(&self.settings, office) {
            law.settings.insert(row.text("name")?, row.json("value")?);
        }
        for row in of(&self.bindings, office) {
            let digest = row.text("digest")?;
            let loaded = self.package(&digest, packages, &mut law);
            let (regulation, from) = (row.text("regulation")?, Date(row.int("from_date")? as i32));
            law.bindings.push(Binding { regulation, from, digest, loaded });
        }
        for row in of(&self.installations, office) {
            let digest = row.text("digest")?;
            if let Some(loaded) = self.package(&digest, packages, &mut law) {
                law.installed.insert(digest, loaded);
            }
        }
        for row in of(&self.wordings, office) {
            law.wordings.insert((row.text("digest")?, row.text("clause")?), row.text("text")?);
        }
        for row in of(&self.values, office) {
            law.values.push(DatedValue {
                regulation: row.text("regulation")?,
                name: row.text("name")?,
                from: Date(row.int("from_date")? as i32),
                value: row.json("value")?,
            });
        }
        for row in of(&self.years, office) {
            let year = holidays::parse(&row.text("text")?).map_err(|faults| Error::internal(faults.join("; ")))?;
            law.years.push(year);
        }
        Ok(law)
    }

    /// A package, if it is here; else it is noted that the office's law lacks it.
    fn package(&self, digest: &str, packages: &Packages, law: &mut OfficeLaw) -> Option<Arc<Loaded>> {
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
            oversees: known.and_then(|known| known.oversees.clone()),
            working_hours: known.is_none_or(|known| known.working_hours),
        };
        law.behind.insert(digest.to_owned(), behind);
        None
    }
}

/// The rows of one office.
fn of(rows: &[AnyRow], office: OfficeId) -> impl Iterator<Item = &AnyRow> {
    rows.iter().filter(move |row| row.office("office_id").is_ok_and(|id| id == office))
}
