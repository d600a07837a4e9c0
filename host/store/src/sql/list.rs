//! Every statement of the store, for the test that prepares each of them on both databases.

use crate::dialect::Dialect;
use linkme::distributed_slice;

/// The text of a fixed statement and where it stands.
pub(crate) struct Listed {
    /// The SQL text.
    pub text: &'static str,
    /// The file and line of its [`super::sql!`].
    pub place: (&'static str, u32),
}

/// Every fixed statement: each [`super::sql!`] adds itself.
#[distributed_slice]
pub(crate) static STATEMENTS: [Listed];

/// Every built statement: each [`built!`] adds a function that lists its texts in all combinations of its parts.
#[distributed_slice]
pub(crate) static BUILT: [fn(Dialect) -> Vec<(&'static str, String)>];

/// A statement whose text is made of parts: which conditions hold, which order is asked for, what the dialects write
/// differently. It holds no values.
pub(crate) trait Built: Sized + 'static {
    /// The statement in every combination of its parts.
    fn combinations() -> Vec<Self>;

    /// The SQL text in a dialect.
    fn text(&self, dialect: Dialect) -> String;
}

/// Enters a [`Built`] type in the list of statements.
macro_rules! built {
    ($type:ty) => {
        const _: () = {
            #[linkme::distributed_slice($crate::sql::BUILT)]
            static LISTED: fn($crate::Dialect) -> Vec<(&'static str, String)> = |dialect| {
                let all = <$type as $crate::sql::Built>::combinations();
                all.iter().map(|one| (stringify!($type), $crate::sql::Built::text(one, dialect))).collect()
            };
        };
    };
}
pub(crate) use built;

/// Every statement with its place, built ones in every combination of their parts.
#[must_use]
pub fn all(dialect: Dialect) -> Vec<(String, String)> {
    let fixed = STATEMENTS.iter().map(|one| (format!("{}:{}", one.place.0, one.place.1), one.text.to_owned()));
    let built = BUILT.iter().flat_map(|list| list(dialect)).map(|(name, text)| (name.to_owned(), text));
    fixed.chain(built).collect()
}
