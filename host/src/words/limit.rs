//! What is more than there may be.

use guiju_domain::rejection::Limit;

/// In Chinese and in English.
pub(super) fn say(why: Limit) -> (String, String) {
    match why {
        Limit::FilesOfPerson { used, more, limit } => (
            format!(
                "您存放的附件已有 {}，再加 {} 就超过每人 {} 的限额；没有随事项提交的附件过期后自动清理，也可请系统管理员调整限额",
                size(used),
                size(more),
                size(limit)
            ),
            format!(
                "Your files take {} already; {} more exceed the {} that each person has. Files that no matter uses are removed after a while; an administrator can change the quota",
                size(used),
                size(more),
                size(limit)
            ),
        ),
        Limit::FilesOfOffice { used, more, limit } => (
            format!(
                "本单位的附件已有 {}，再加 {} 就超过 {} 的限额；请联系系统管理员",
                size(used),
                size(more),
                size(limit)
            ),
            format!(
                "The office's files take {} already; {} more exceed its quota of {}. Please tell an administrator",
                size(used),
                size(more),
                size(limit)
            ),
        ),
        Limit::Drafts { used, limit } => (
            format!("您已有 {used} 份草稿，最多保存 {limit} 份；请先提交或删除几份"),
            format!("You have {used} drafts and may keep {limit}; file or discard some first"),
        ),
        Limit::DraftSizes { used, more, limit } => (
            format!(
                "您的草稿已有 {}，再加 {} 就超过 {} 的限额；请先提交或删除几份",
                size(used),
                size(more),
                size(limit)
            ),
            format!(
                "Your drafts take {} already; {} more exceed the quota of {}. File or discard some first",
                size(used),
                size(more),
                size(limit)
            ),
        ),
        Limit::Uploads { limit, wait } => (
            format!("一小时内最多上传 {limit} 个附件；请 {} 分钟后再试", wait.div_ceil(60)),
            format!("At most {limit} files may be uploaded within an hour; try again in {} minutes", wait.div_ceil(60)),
        ),
        Limit::Installs { limit } => (
            format!("正在检查的制度包已有 {limit} 个，请稍后再试"),
            format!("{limit} packages are being checked already; try again in a moment"),
        ),
        Limit::Bodies { megabytes } => (
            format!("正在上传的内容合计已有 {megabytes} MB，请稍后再试"),
            format!("{megabytes} MB are being uploaded already; try again in a moment"),
        ),
        Limit::ConfidentialRows { most } => (
            format!("这个登记簿有需要保密的内容，一次最多查看 {most} 条；请用日期或状态缩小范围"),
            format!(
                "This register holds confidential content; at most {most} rows are shown at once. Narrow it by days or state"
            ),
        ),
        Limit::SlowBody { seconds } => (
            format!("请求内容 {seconds} 秒内没有传完或没有进展，已放弃；请检查网络后再试"),
            format!(
                "The request did not come on within {seconds} seconds and was given up; check the network and try again"
            ),
        ),
    }
}

/// A size as people read it.
fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")];
    match UNITS.iter().find(|(unit, _)| bytes >= *unit) {
        Some((unit, name)) if bytes.is_multiple_of(*unit) => format!("{} {name}", bytes / unit),
        Some((unit, name)) => format!("{:.1} {name}", bytes as f64 / *unit as f64),
        None => format!("{bytes} B"),
    }
}
