//! What the two databases write differently.

/// What the two databases write differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dialect {
    /// SQLite, in a file of the data folder.
    Sqlite,
    /// PostgreSQL, over a connection.
    Postgres,
}

impl Dialect {
    /// The dialect of the database at `url`; SQLite if none is named.
    #[must_use]
    pub fn of(url: Option<&str>) -> Self {
        if url.is_some_and(|url| url.starts_with("postgres")) { Self::Postgres } else { Self::Sqlite }
    }

    /// The dialect of a connection, by the name of its driver.
    #[must_use]
    pub fn of_backend(name: &str) -> Self {
        if name == "PostgreSQL" { Self::Postgres } else { Self::Sqlite }
    }

    /// A value of a column that holds JSON, to sort by: numbers as numbers.
    #[must_use]
    pub fn value(self, column: &str, name: &str) -> String {
        let name = identifier(name);
        match self {
            Self::Sqlite => format!("json_extract({column}, '$.{name}')"),
            Self::Postgres => format!("({column}::jsonb -> '{name}')"),
        }
    }

    /// A number of a column that holds JSON.
    #[must_use]
    pub fn number(self, column: &str, name: &str) -> String {
        match self {
            Self::Sqlite => self.value(column, name),
            Self::Postgres => format!("({column}::jsonb ->> '{}')::bigint", identifier(name)),
        }
    }

    /// What a document number stands in order by: what is before its own number, then its length, then itself. 9 comes before 10,
    /// and each year for itself.
    #[must_use]
    pub fn in_numbers(self, column: &str) -> [String; 3] {
        let at = match self {
            Self::Sqlite => format!("instr({column}, '〕')"),
            Self::Postgres => format!("strpos({column}, '〕')"),
        };
        [format!("substr({column}, 1, {at})"), format!("LENGTH({column})"), column.to_owned()]
    }

    /// That a column of numbers is one of those of a parameter: a JSON array as text, however many there are.
    #[must_use]
    pub fn among(self, column: &str, parameter: usize) -> String {
        match self {
            Self::Sqlite => format!("{column} IN (SELECT value FROM json_each(${parameter}))"),
            Self::Postgres => {
                format!("{column} IN (SELECT value::bigint FROM json_array_elements_text(${parameter}::text::json))")
            }
        }
    }

    /// As [`Self::among`], with texts.
    #[must_use]
    pub fn among_texts(self, column: &str, parameter: usize) -> String {
        match self {
            Self::Sqlite => self.among(column, parameter),
            Self::Postgres => {
                format!("{column} IN (SELECT value FROM json_array_elements_text(${parameter}::text::json))")
            }
        }
    }

    /// The items of a parameter that is a JSON array as text, one a row, as `listed.value`.
    #[must_use]
    pub fn json_list(self, parameter: usize) -> String {
        match self {
            Self::Sqlite => format!("json_each(${parameter}) AS listed"),
            Self::Postgres => format!("json_array_elements(${parameter}::text::json) AS listed(value)"),
        }
    }

    /// A part of a `listed.value` that is a JSON array, as text.
    #[must_use]
    pub fn json_part(self, index: usize) -> String {
        match self {
            Self::Sqlite => format!("json_extract(listed.value, '$[{index}]')"),
            Self::Postgres => format!("(listed.value ->> {index})"),
        }
    }
}

/// Names of fields come from regulations: nothing but letters, digits and underscores reaches a query.
fn identifier(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}
