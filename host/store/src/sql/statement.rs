//! A statement with its values, and what is done with it.

use crate::{
    Connection,
    dialect::Dialect,
    error::{Error, Result},
    row_digests::CoveredTable,
    sql::{Bind, Built, Column, FromRow, Raw, column},
};
use futures_util::{Stream, StreamExt};
use sqlx::{
    Any, AssertSqlSafe, Executor,
    any::{AnyArguments, AnyRow},
    query::Query,
};
use std::ops::DerefMut;

/// What runs a statement: the pool, a connection, a transaction.
pub trait Db<'c>: Executor<'c, Database = Any> {}
impl<'c, T: Executor<'c, Database = Any>> Db<'c> for T {}

/// A change that notes the rows which its statements write.
pub(crate) trait NotesRows: DerefMut<Target = Connection> + Send {
    /// Notes a row that a statement wrote or deleted.
    ///
    /// # Errors
    /// If the row cannot be read.
    fn note_row(&mut self, table: &'static CoveredTable, row: &AnyRow, is_deleted: bool) -> Result<()>;
}

/// A statement with the values that have been bound so far.
#[must_use]
pub(crate) struct Statement<'q> {
    query: Query<'q, Any, AnyArguments>,
    /// What it writes of what the chain covers.
    writes: Option<Writes>,
}

/// What a statement does to rows that the chain covers.
#[derive(Clone, Copy)]
struct Writes {
    table: &'static CoveredTable,
    deletes: bool,
}

impl Writes {
    fn of(text: &str) -> Option<Self> {
        CoveredTable::written_by(text).map(|table| Self { table, deletes: text.starts_with("DELETE") })
    }
}

/// A fixed statement; several texts are joined: `sql!("SELECT … ", columns!(), " FROM …")`.
macro_rules! sql {
    ($($text:expr),+ $(,)?) => {{
        const TEXT: &str = concat!($($text),+);
        #[linkme::distributed_slice($crate::sql::STATEMENTS)]
        static LISTED: $crate::sql::Listed = $crate::sql::Listed { text: TEXT, place: (file!(), line!()) };
        $crate::sql::Statement::fixed(&LISTED)
    }};
}
pub(crate) use sql;

/// A fixed statement that writes rows which the chain covers; it gives them back as they stand after it, for
/// [`Statement::write`].
macro_rules! written {
    ($($text:expr),+ $(,)?) => {
        $crate::sql::sql!($($text),+, " RETURNING *")
    };
}
pub(crate) use written;

impl<'q> Statement<'q> {
    /// A statement of the list; made by [`sql!`].
    pub fn fixed(listed: &'static super::Listed) -> Self {
        Self { query: sqlx::query(listed.text), writes: Writes::of(listed.text) }
    }

    /// A statement that only SQLite knows: it cannot be prepared on both databases and stands in no list.
    pub fn of_sqlite(text: &'static str) -> Self {
        Self { query: sqlx::query(text), writes: None }
    }

    /// A statement that only PostgreSQL knows, as [`Self::of_sqlite`].
    pub fn of_postgres(text: &'static str) -> Self {
        Self::of_sqlite(text)
    }

    /// A statement that is made of parts.
    pub fn built(parts: &impl Built, dialect: Dialect) -> Self {
        let text = parts.text(dialect);
        let writes = Writes::of(&text);
        Self { query: sqlx::query(AssertSqlSafe(text)), writes }
    }

    /// A statement that is made of parts and reads the same in both dialects.
    pub fn common(parts: &impl Built) -> Self {
        Self::built(parts, Dialect::Sqlite)
    }

    /// Binds the next parameter.
    pub fn bind(self, value: impl Bind<Raw: Raw>) -> Self {
        Self { query: self.query.bind(value.bind()), ..self }
    }

    /// Binds the next parameters, one for each value.
    pub fn bind_all(self, values: impl IntoIterator<Item: Bind<Raw: Raw>>) -> Self {
        values.into_iter().fold(self, Self::bind)
    }

    /// Runs it; answers how many rows it changed.
    ///
    /// # Errors
    /// If the database cannot be used or refuses it.
    pub async fn run(self, db: impl Db<'_>) -> Result<u64> {
        Ok(self.query.execute(db).await?.rows_affected())
    }

    /// Runs what writes rows, and notes the digests of those that the chain covers in the change; answers how many rows it wrote.
    ///
    /// # Errors
    /// If the database cannot be used or refuses it.
    pub async fn write(self, change: &mut impl NotesRows) -> Result<u64> {
        match self.writes {
            Some(_) => Ok(self.note(change).await?.len() as u64),
            None => self.run(&mut **change).await,
        }
    }

    /// As [`Self::write`]; answers the rows as they stand after it, deleted ones as they stood before.
    ///
    /// # Errors
    /// If the database cannot be used or refuses it.
    pub async fn write_rows<T: FromRow>(self, change: &mut impl NotesRows) -> Result<Vec<T>> {
        self.note(change).await?.iter().map(T::from_row).collect()
    }

    async fn note(self, change: &mut impl NotesRows) -> Result<Vec<AnyRow>> {
        let writes = self.writes;
        let rows = self.query.fetch_all(&mut **change).await?;
        if let Some(Writes { table, deletes }) = writes {
            for row in &rows {
                change.note_row(table, row, deletes)?;
            }
        }
        Ok(rows)
    }

    /// All rows as they are.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn rows(self, db: impl Db<'_>) -> Result<Vec<AnyRow>> {
        Ok(self.query.fetch_all(db).await?)
    }

    /// All rows as they are, in their order: in the place of one that cannot be read stands why.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn read_rows(self, db: impl Db<'_>) -> Result<Vec<Result<AnyRow>>> {
        // Prepared anew: PostgreSQL refuses what was prepared before a column was given another type, also once it has its own again.
        let (mut rows, mut read) = (self.query.persistent(false).fetch(db), Vec::new());
        while let Some(row) = rows.next().await {
            match row.map_err(Error::from) {
                Err(why) if !why.is_of_row() => return Err(why),
                row => read.push(row),
            }
        }
        Ok(read)
    }

    /// All rows in their order: in the place of one that cannot be read stands why.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn read<T: FromRow>(self, db: impl Db<'_>) -> Result<Vec<Result<T>>> {
        Ok(self.read_rows(db).await?.into_iter().map(|row| T::from_row(&row?)).collect())
    }

    /// The only row.
    ///
    /// # Errors
    /// If the database cannot be used, or there is no row.
    pub async fn one<T: FromRow>(self, db: impl Db<'_>) -> Result<T> {
        T::from_row(&self.query.fetch_one(db).await?)
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn first<T: FromRow>(self, db: impl Db<'_>) -> Result<Option<T>> {
        self.query.fetch_optional(db).await?.as_ref().map(T::from_row).transpose()
    }

    /// All rows.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn all<T: FromRow>(self, db: impl Db<'_>) -> Result<Vec<T>> {
        self.query.fetch_all(db).await?.iter().map(T::from_row).collect()
    }

    /// Every row, one after the other as they come; nothing of them is kept.
    pub fn stream<'e, T: FromRow + 'e>(self, db: impl Db<'e> + 'e) -> impl Stream<Item = Result<T>> + 'e
    where
        'q: 'e,
    {
        self.query.fetch(db).map(|row| T::from_row(&row?))
    }

    /// The first column of the only row.
    ///
    /// # Errors
    /// If the database cannot be used, or there is no row.
    pub async fn value<T: Column<Raw: Raw>>(self, db: impl Db<'_>) -> Result<T> {
        column(&self.query.fetch_one(db).await?, 0)
    }

    /// The first column of the first row, if there is one.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn first_value<T: Column<Raw: Raw>>(self, db: impl Db<'_>) -> Result<Option<T>> {
        self.query.fetch_optional(db).await?.as_ref().map(|row| column(row, 0)).transpose()
    }

    /// The first column of every row.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn values<T: Column<Raw: Raw>>(self, db: impl Db<'_>) -> Result<Vec<T>> {
        self.query.fetch_all(db).await?.iter().map(|row| column(row, 0)).collect()
    }

    /// Whether there is any row.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn exists(self, db: impl Db<'_>) -> Result<bool> {
        Ok(self.query.fetch_optional(db).await?.is_some())
    }
}
