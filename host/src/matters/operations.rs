//! What one may do with a task: one table, from which the portal's buttons are made and by which the server judges.

use guiju_domain::matters::{Action, TaskKind};
use guiju_model::Allows;

/// Something that one may do with a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// What it is.
    pub action: Action,
    /// What people read on the button.
    pub label: &'static str,
    /// Whether it needs an opinion in words.
    pub worded: bool,
    /// Whether somebody else is to be chosen.
    pub person: bool,
    /// Whether what the station asks for is filled in.
    pub fills: bool,
}

const fn operation(action: Action, label: &'static str) -> Operation {
    Operation { action, label, worded: false, person: false, fills: false }
}

const fn filling(action: Action, label: &'static str) -> Operation {
    Operation { fills: true, ..operation(action, label) }
}

const fn worded(action: Action, label: &'static str) -> Operation {
    Operation { worded: true, ..operation(action, label) }
}

const fn handing(action: Action, label: &'static str) -> Operation {
    Operation { person: true, ..operation(action, label) }
}

/// The operations on a task of this kind, at a station that allows so much.
///
/// A vote is personal: it is neither handed on nor refused. Reading stops nothing. Whoever was asked for an opinion gives it.
#[must_use]
pub fn of(kind: TaskKind, allows: Allows) -> Vec<Operation> {
    let mut operations = Vec::new();
    match kind {
        TaskKind::Decide => operations.push(filling(Action::Approve, if allows.refuse { "同意" } else { "办理完成" })),
        TaskKind::File => operations.push(filling(Action::File, "登记报送")),
        TaskKind::Vote => {
            operations.extend([
                operation(Action::Aye, "赞成"),
                operation(Action::Nay, "反对"),
                operation(Action::Abstain, "弃权"),
            ]);
        }
        TaskKind::Read => operations.push(filling(Action::Note, "已阅")),
        TaskKind::Advise => operations.push(worded(Action::Approve, "提出意见并交回")),
        TaskKind::Consent => {
            operations.extend([operation(Action::Approve, "同意由对方代行"), worded(Action::Refuse, "不同意")]);
        }
        TaskKind::Correct => operations.push(operation(Action::Resubmit, "修改后再提交")),
    }
    if !matches!(kind, TaskKind::Decide | TaskKind::File) {
        return operations;
    }
    if allows.refuse {
        operations.push(worded(Action::Refuse, "不同意"));
    }
    if allows.return_back {
        operations.push(worded(Action::Return, "退回修改"));
    }
    if allows.delegate {
        operations.extend([handing(Action::Transfer, "转办"), handing(Action::Delegate, "委派")]);
    }
    if allows.add_signer {
        operations.push(handing(Action::SignBefore, "前加签"));
        // What is recorded of a filing is recorded once; there is nothing to sign after it.
        if kind == TaskKind::Decide {
            operations.push(handing(Action::SignAfter, "后加签"));
        }
    }
    operations
}
