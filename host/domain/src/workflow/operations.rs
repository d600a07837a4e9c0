//! What one may do with a task: one table, from which the portal's buttons are made and by which the server judges.

use crate::matters::{Action, TaskKind};
use guiju_model::Allows;

/// Something that one may do with a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// The action.
    pub action: Action,
    /// Whether words are needed.
    pub needs_opinion: bool,
    /// Whether somebody else is to be chosen.
    pub needs_person: bool,
    /// Whether what the step asks for is filled in.
    pub fills: bool,
}

const fn plain(action: Action) -> Operation {
    Operation { action, needs_opinion: false, needs_person: false, fills: false }
}

const fn filling(action: Action) -> Operation {
    Operation { fills: true, ..plain(action) }
}

const fn worded(action: Action) -> Operation {
    Operation { needs_opinion: true, ..plain(action) }
}

const fn handing(action: Action) -> Operation {
    Operation { needs_person: true, ..plain(action) }
}

/// The operations on a task of this kind, at a step that allows so much.
///
/// A vote is personal: it is neither handed on nor refused. Reading stops nothing. Whoever was asked for an opinion gives it.
#[must_use]
pub fn operations(kind: TaskKind, allows: Allows) -> Vec<Operation> {
    let mut operations = match kind {
        TaskKind::Decide => vec![filling(Action::Approve)],
        TaskKind::File => vec![filling(Action::File)],
        TaskKind::Vote => vec![plain(Action::Aye), plain(Action::Nay), plain(Action::Abstain)],
        TaskKind::Read => vec![filling(Action::Note)],
        TaskKind::Advise => vec![worded(Action::Approve)],
        TaskKind::Consent => vec![plain(Action::Approve), worded(Action::Refuse)],
        TaskKind::Correct => vec![plain(Action::Resubmit)],
    };
    if !matches!(kind, TaskKind::Decide | TaskKind::File) {
        return operations;
    }
    if allows.refuse {
        operations.push(worded(Action::Refuse));
    }
    if allows.return_back {
        operations.push(worded(Action::Return));
    }
    if allows.delegate {
        operations.extend([handing(Action::Transfer), handing(Action::Delegate)]);
    }
    if allows.add_signer {
        operations.push(handing(Action::SignBefore));
        // What is recorded of a filing is recorded once; there is nothing to sign after it.
        if kind == TaskKind::Decide {
            operations.push(handing(Action::SignAfter));
        }
    }
    operations
}
