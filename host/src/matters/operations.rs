//! What one may do with a task: one table, from which the portal's buttons are made and by which the server judges.

use super::standing_in;
use guiju_model::Allows;

/// Something that one may do with a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its name in the API.
    pub action: &'static str,
    /// What people read on the button.
    pub label: &'static str,
    /// What is said to somebody who did not write any words, if words are needed.
    pub words: Option<&'static str>,
    /// Whether somebody else is to be chosen.
    pub person: bool,
    /// Whether what the station asks for is filled in.
    pub fills: bool,
}

const fn operation(action: &'static str, label: &'static str) -> Operation {
    Operation { action, label, words: None, person: false, fills: false }
}

const fn filling(action: &'static str, label: &'static str) -> Operation {
    Operation { fills: true, ..operation(action, label) }
}

const fn worded(action: &'static str, label: &'static str, words: &'static str) -> Operation {
    Operation { words: Some(words), ..operation(action, label) }
}

const fn handing(action: &'static str, label: &'static str) -> Operation {
    Operation { person: true, ..operation(action, label) }
}

/// The operations on a task of this kind, at a station that allows so much.
///
/// A vote is personal: it is neither handed on nor refused. Reading stops nothing. Whoever was asked for an opinion gives it.
#[must_use]
pub fn of(kind: &str, allows: Allows) -> Vec<Operation> {
    let mut operations = Vec::new();
    match kind {
        "decide" => operations.push(filling("approve", if allows.refuse { "同意" } else { "办理完成" })),
        "file" => operations.push(filling("file", "登记报送")),
        "vote" => {
            operations.extend([operation("aye", "赞成"), operation("nay", "反对"), operation("abstain", "弃权")]);
        }
        "read" => operations.push(filling("note", "已阅")),
        "advise" => operations.push(worded("approve", "提出意见并交回", "请写明意见再交回")),
        standing_in::CONSENT => {
            operations.extend([operation("approve", "同意由对方代行"), worded("refuse", "不同意", "不同意须写明理由")]);
        }
        "correct" => operations.push(operation("resubmit", "修改后再提交")),
        _ => {}
    }
    if !matches!(kind, "decide" | "file") {
        return operations;
    }
    if allows.refuse {
        operations.push(worded("refuse", "不同意", "不同意须写明理由"));
    }
    if allows.return_back {
        operations.push(worded("return", "退回修改", "退回须写明要改什么"));
    }
    if allows.delegate {
        operations.extend([handing("transfer", "转办"), handing("delegate", "委派")]);
    }
    if allows.add_signer {
        operations.push(handing("sign-before", "前加签"));
        // What is recorded of a filing is recorded once; there is nothing to sign after it.
        if kind == "decide" {
            operations.push(handing("sign-after", "后加签"));
        }
    }
    operations
}
