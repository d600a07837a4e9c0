//! What a column holds as the type that the server uses: ids, moments, states, JSON.

use crate::error::{Error, Result};
use guiju_domain::{
    AssessmentId, BookingId, DelegationId, DepartmentId, ErasureId, FollowUpId, MatterId, NoticeId, OfficeId,
    OpeningId, PersonId, PostId, ProposalId, PublicLinkId, PublicationId, RecordId, RecordingId, RehearsalId,
    RequestId, ResourceId, RevisionId, ShiftId, SuspensionId, SwapId, SystemRole, TaskId,
};
use guiju_model::{Date, Moment};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::{Any, Decode, Encode, Type};

/// What the library reads and binds: `i64`, `f64`, `String`, `Vec<u8>`, or one of them or nothing.
pub(crate) trait Raw: for<'r> Decode<'r, Any> + for<'q> Encode<'q, Any> + Type<Any> + Send + 'static {}
impl<T: for<'r> Decode<'r, Any> + for<'q> Encode<'q, Any> + Type<Any> + Send + 'static> Raw for T {}

/// A type that is read from a column.
pub(crate) trait Column: Sized {
    /// What the database holds.
    type Raw;

    /// The value of what the database holds.
    ///
    /// # Errors
    /// If the database holds what this type cannot be.
    fn read(raw: Self::Raw) -> Result<Self>;
}

/// A value that is bound to a parameter of a statement: owned, by reference, or nothing.
pub(crate) trait Bind {
    /// What the database is given.
    type Raw;

    /// What the database is given for this value.
    fn bind(self) -> Self::Raw;
}

impl<T: Bind + Clone> Bind for &T {
    type Raw = T::Raw;
    fn bind(self) -> T::Raw {
        self.clone().bind()
    }
}

impl Bind for &str {
    type Raw = String;
    fn bind(self) -> String {
        self.to_owned()
    }
}

impl Bind for &[u8] {
    type Raw = Vec<u8>;
    fn bind(self) -> Vec<u8> {
        self.to_vec()
    }
}

macro_rules! as_it_is {
    ($($type:ty),*) => {$(
        impl Column for $type {
            type Raw = Self;
            fn read(raw: Self) -> Result<Self> {
                Ok(raw)
            }
        }
        impl Bind for $type {
            type Raw = Self;
            fn bind(self) -> Self {
                self
            }
        }
    )*};
}
as_it_is!(i64, f64, String, Vec<u8>);

impl<T: Column> Column for Option<T> {
    type Raw = Option<T::Raw>;
    fn read(raw: Self::Raw) -> Result<Self> {
        raw.map(T::read).transpose()
    }
}

impl<T: Bind> Bind for Option<T> {
    type Raw = Option<T::Raw>;
    fn bind(self) -> Self::Raw {
        self.map(T::bind)
    }
}

/// A column that holds 0 or 1, since the two databases have no common type for a truth value.
impl Column for bool {
    type Raw = i64;
    fn read(raw: i64) -> Result<Self> {
        Ok(raw != 0)
    }
}

impl Bind for bool {
    type Raw = i64;
    fn bind(self) -> i64 {
        i64::from(self)
    }
}

/// A count or size; never negative.
impl Column for u64 {
    type Raw = i64;
    fn read(raw: i64) -> Result<Self> {
        Self::try_from(raw).map_err(|_| Error::column(&raw, "a number that is not negative"))
    }
}

impl Bind for u64 {
    type Raw = i64;
    fn bind(self) -> i64 {
        i64::try_from(self).unwrap_or(i64::MAX)
    }
}

impl Column for u32 {
    type Raw = i64;
    fn read(raw: i64) -> Result<Self> {
        Self::try_from(raw).map_err(|_| Error::column(&raw, "a small number that is not negative"))
    }
}

impl Bind for u32 {
    type Raw = i64;
    fn bind(self) -> i64 {
        i64::from(self)
    }
}

impl Column for i32 {
    type Raw = i64;
    fn read(raw: i64) -> Result<Self> {
        Self::try_from(raw).map_err(|_| Error::column(&raw, "a small number"))
    }
}

impl Bind for i32 {
    type Raw = i64;
    fn bind(self) -> i64 {
        i64::from(self)
    }
}

/// Days since 1970-01-01.
impl Column for Date {
    type Raw = i64;
    fn read(raw: i64) -> Result<Self> {
        i32::read(raw).map(Self)
    }
}

impl Bind for Date {
    type Raw = i64;
    fn bind(self) -> i64 {
        i64::from(self.0)
    }
}

/// Seconds since 1970-01-01T00:00 in the office's local time.
impl Column for Moment {
    type Raw = i64;
    fn read(raw: i64) -> Result<Self> {
        Ok(Self(raw))
    }
}

impl Bind for Moment {
    type Raw = i64;
    fn bind(self) -> i64 {
        self.0
    }
}

macro_rules! ids {
    ($($type:ty),* $(,)?) => {$(
        impl Column for $type {
            type Raw = i64;
            fn read(raw: i64) -> Result<Self> {
                Column::read(raw).map(Self::new)
            }
        }
        impl Bind for $type {
            type Raw = i64;
            fn bind(self) -> i64 {
                self.number().bind()
            }
        }
    )*};
}
ids!(
    AssessmentId,
    BookingId,
    DelegationId,
    DepartmentId,
    ErasureId,
    FollowUpId,
    MatterId,
    NoticeId,
    OfficeId,
    OpeningId,
    PersonId,
    PostId,
    ProposalId,
    PublicLinkId,
    PublicationId,
    RecordId,
    RecordingId,
    RehearsalId,
    RequestId,
    ResourceId,
    RevisionId,
    ShiftId,
    SuspensionId,
    SwapId,
    TaskId,
);

/// A value that is stored as JSON text.
#[derive(Clone, Debug)]
pub(crate) struct Json<T>(pub T);

impl<T: DeserializeOwned> Column for Json<T> {
    type Raw = String;
    fn read(raw: String) -> Result<Self> {
        // The body of an event that was erased is empty.
        Ok(Self(serde_json::from_str(if raw.is_empty() { "null" } else { &raw })?))
    }
}

impl<T: Serialize> Bind for Json<T> {
    type Raw = String;
    fn bind(self) -> String {
        // What the server stores as JSON has text keys only, which is all that can fail here.
        serde_json::to_string(&self.0).unwrap_or_default()
    }
}

/// Makes columns of enums whose values have a name: `named(&str) -> Option<Self>` and `name(self) -> &'static str`. This is the
/// only mapping between such an enum and a text.
macro_rules! named_columns {
    ($($type:ty),* $(,)?) => {$(
        impl $crate::sql::Column for $type {
            type Raw = String;
            fn read(raw: String) -> $crate::error::Result<Self> {
                Self::named(&raw).ok_or_else(|| $crate::error::Error::column(&raw, stringify!($type)))
            }
        }
        impl $crate::sql::Bind for $type {
            type Raw = String;
            fn bind(self) -> String {
                self.name().to_owned()
            }
        }
    )*};
}
pub(crate) use named_columns;

named_columns!(SystemRole);
