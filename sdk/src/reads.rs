//! Which records a rule reads.

use crate::Form;
use guiju_model::{Read, Scope, Window};

fn read<F: Form>(scope: Scope, window: Window) -> Read {
    Read { source: F::ID.to_owned(), scope, window }
}

/// Reads records about the subject of the matter or of the assessment.
#[must_use]
pub fn subject<F: Form>(window: Window) -> Read {
    read::<F>(Scope::Subject, window)
}

/// Reads records about persons of the subject's department.
#[must_use]
pub fn department<F: Form>(window: Window) -> Read {
    read::<F>(Scope::Department, window)
}

/// Reads records of the whole office.
#[must_use]
pub fn office<F: Form>(window: Window) -> Read {
    read::<F>(Scope::Office, window)
}

/// Reads the records of a form to which the content refers, whenever they were filed.
#[must_use]
pub fn referenced<F: Form>() -> Read {
    read::<F>(Scope::Referenced, Window::Always)
}

/// Reads earlier results of an assessment about the subject.
#[must_use]
pub fn results(assessed: &str, window: Window) -> Read {
    Read { source: assessed.to_owned(), scope: Scope::Subject, window }
}
