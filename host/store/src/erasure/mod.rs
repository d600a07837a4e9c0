//! Erasing matters that need not be kept any longer: what is due (table `matters`, read), each erasure (table `erasures`), what
//! stays of each matter (table `erased_matters`), and the rows, events and salts that go.

mod due;
mod events;
mod fates;
mod mentioned;
mod people;
mod put_back;
mod results;
mod rows;
mod run;
mod salts;
#[cfg(test)]
mod tests;
mod unbound;

pub use due::{DueMatter, Held, due, held, next};
pub use events::{ErasedEvents, empty_events, took_part};
pub use fates::{Fate, PLACES, TABLES};
pub use people::{LeftPerson, erase_names, erase_people, left, named};
pub use put_back::put_back;
pub use results::{ErasedResults, count_results, delete_notices, delete_quoting, delete_results, reached};
pub use rows::{delete_matters, delete_recordings, records_of};
pub use run::{
    ErasedMatter, Erasure, NewErasure, add_matter, begin, erased_matter, erased_recordings, latest, records_erased,
    save, under_way,
};
pub use salts::{forget_people, forget_salts, note_gone};
pub use unbound::{empty_readings, empty_uploads};
