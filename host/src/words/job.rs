//! What people call the jobs of the server.

use guiju_domain::jobs::JobKind;

/// In Chinese and in English.
pub(super) const fn label(kind: JobKind) -> (&'static str, &'static str) {
    match kind {
        JobKind::Accounts => ("清理过期的登录", "Delete expired log-ins"),
        JobKind::Follow => ("同步其他服务器的变更", "Follow other servers"),
        JobKind::Delegations => ("委托代办的起止", "Begin and end delegations"),
        JobKind::Shifts => ("值班轮换", "Change shifts"),
        JobKind::Unresolved => ("重新确定办理人", "Resolve deciders again"),
        JobKind::Reminders => ("到期提醒", "Remind of what is due"),
        JobKind::Assessments => ("周期考核", "Judge periods"),
        JobKind::Recount => ("按放假安排重新计算", "Count again by the holidays"),
        JobKind::Obligations => ("义务提醒", "Remind of obligations"),
        JobKind::Alarms => ("数据异常告警", "Raise alarms about data"),
        JobKind::Keepers => ("过期的申请", "Expire requests"),
        JobKind::Retention => ("按保存期限清理", "Delete what need not be kept"),
        JobKind::Search => ("检索索引", "Search index"),
        JobKind::Anchors => ("存证锚点", "Anchors of the event chains"),
    }
}
