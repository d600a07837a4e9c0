//! The settings there are. One entry each: name, keeper, kind, label in Chinese and English.

use super::setting::{Kind, Safer, Setting, Words};
use crate::SystemRole::{self, Administrator, Security};

macro_rules! settings {
    ($($(#[$doc:meta])* $constant:ident = $setting:expr;)*) => {
        $($(#[$doc])* pub const $constant: Setting = $setting;)*
        /// Every setting, in the order in which they are shown.
        pub const ALL: &[&Setting] = &[$(&$constant),*];
    };
}

const fn number(
    name: &'static str,
    keeper: SystemRole,
    (default, least, most): (i64, i64, i64),
    unit: Words,
    label: Words,
) -> Setting {
    Setting { name, keeper, kind: Kind::Number { default, least, most, unit }, label, safer: Safer::Neither }
}

/// A number that protects the office: the security officer sets it.
const fn guard(name: &'static str, bounds: (i64, i64, i64), unit: Words, label: Words, safer: Safer) -> Setting {
    Setting { safer, ..number(name, Security, bounds, unit, label) }
}

const DAYS: Words = ("天", "days");
const YEARS: Words = ("年", "years");
const MEGABYTES: Words = ("MB", "MB");
const DRAFTS: Words = ("份", "drafts");
const FILES: Words = ("个", "files");
const CHARACTERS: Words = ("位", "characters");

/// Whoever may have to prove more than a password.
const HOLDERS: &[(&str, Words)] = &[
    ("administrator", ("系统管理员", "administrators")),
    ("security", ("安全员", "security officers")),
    ("auditor", ("审计员", "auditors")),
    ("confidential", ("可查阅保密内容的岗位", "holders of posts that open confidential content")),
];

settings! {
    /// The office's time zone; kept with the office itself.
    TIME_ZONE = Setting { name: "time-zone", keeper: Administrator, kind: Kind::TimeZone { default: "Asia/Shanghai" }, label: ("时区", "Time zone"), safer: Safer::AsItIs };
    /// The shortest password that is taken.
    PASSWORD_LENGTH = guard("password-length", (10, 8, 64), CHARACTERS, ("密码最短长度", "Shortest password"), Safer::Larger);
    /// Days after which a password must be changed; 0 for never.
    PASSWORD_DAYS = guard("password-days", (0, 0, 3650), DAYS, ("密码有效期（0 为长期有效）", "Passwords expire after (0: never)"), Safer::SmallerButNotZero);
    /// Days after which a password that somebody else has set opens nothing any more.
    FIRST_PASSWORD_DAYS = guard("first-password-days", (7, 1, 90), DAYS, ("初始密码有效期", "First passwords expire after"), Safer::Smaller);
    /// Days after which a session ends, however much it is used.
    SESSION_DAYS = guard("session-days", (7, 1, 400), DAYS, ("登录最长保持", "Sessions end at the latest after"), Safer::Smaller);
    /// Days after which a change that waits for a second keeper is over.
    REQUEST_DAYS = guard("request-days", (30, 1, 365), DAYS, ("待确认的变更保留", "Changes wait for a second keeper at most"), Safer::Smaller);
    /// Who must have a second factor.
    SECOND_FACTOR = Setting { name: "second-factor", keeper: Security, kind: Kind::Names(HOLDERS), label: ("必须启用动态口令的人员", "Who must use a second factor"), safer: Safer::MoreNames };
    /// How long drafts are kept that nobody goes on with.
    RETENTION_DRAFTS = number("retention-drafts", Administrator, (180, 7, 3650), DAYS, ("草稿保留", "Drafts are kept for"));
    /// How long notices are kept that have been read.
    RETENTION_NOTICES = number("retention-notices", Administrator, (730, 30, 36_500), DAYS, ("已读通知保留", "Notices that were read are kept for"));
    /// How long files are kept that no matter uses.
    RETENTION_FILES = number("retention-files", Administrator, (30, 1, 3650), DAYS, ("未随事项提交的附件保留", "Files that no matter uses are kept for"));
    /// How long rehearsals are kept after their end.
    RETENTION_REHEARSALS = number("retention-rehearsals", Administrator, (365, 7, 3650), DAYS, ("预演结果保留", "Rehearsals are kept for"));
    /// How long a browser is known from which somebody has logged in.
    RETENTION_DEVICES = number("retention-devices", Administrator, (400, 30, 3650), DAYS, ("常用设备保留", "Known browsers are kept for"));
    /// For how many years matters and records must be kept; 0 for ever. What is older is shown, and erased once two keepers say so.
    RETENTION_MATTERS = number("retention-matters", Administrator, (0, 0, 100), YEARS, ("事项和登记的保存年限（0 为永久）", "Matters and records must be kept for (0: for ever)"));
    /// Regulations whose matters must be kept for other years than the office's.
    RETENTION_TERMS = Setting { name: "retention-terms", keeper: Administrator, kind: Kind::OfRegulations { least: 0, most: 100, unit: YEARS }, label: ("各制度事项的保存年限（不填同上，0 为永久）", "Matters of single regulations must be kept for (empty: as above; 0: for ever)"), safer: Safer::Neither };
    /// For how many years something is kept of people who left; 0 for ever.
    RETENTION_PEOPLE = number("retention-people", Administrator, (0, 0, 100), YEARS, ("离职人员资料的保存年限（0 为永久）", "What is kept of people who left is kept for (0: for ever)"));
    /// Bytes of stored files that each person may have, in megabytes.
    QUOTA_FILES_PERSON = number("quota-files-person", Administrator, (2048, 1, 1_048_576), MEGABYTES, ("每人附件限额", "Files of each person"));
    /// Bytes of stored files that the office may have, in megabytes.
    QUOTA_FILES_OFFICE = number("quota-files-office", Administrator, (102_400, 1, 104_857_600), MEGABYTES, ("本单位附件限额", "Files of the office"));
    /// Drafts that each person may have.
    QUOTA_DRAFTS = number("quota-drafts", Administrator, (200, 1, 10_000), DRAFTS, ("每人草稿份数", "Drafts of each person"));
    /// Size of the drafts that each person may have, in megabytes.
    QUOTA_DRAFT_SIZE = number("quota-draft-size", Administrator, (10, 1, 1024), MEGABYTES, ("每人草稿限额", "Size of each person's drafts"));
    /// Files that each person may upload within an hour.
    QUOTA_UPLOADS = number("quota-uploads", Administrator, (200, 1, 100_000), FILES, ("每人每小时上传", "Uploads of each person within an hour"));
}
