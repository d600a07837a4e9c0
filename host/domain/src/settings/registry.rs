//! The settings there are. One entry each: name, keeper, kind, label in Chinese and English.

use super::{Kind, Setting, Words};
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
    Setting { name, keeper, kind: Kind::Number { default, least, most, unit }, label }
}

const DAYS: Words = ("天", "days");
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
    TIME_ZONE = Setting { name: "time-zone", keeper: Administrator, kind: Kind::TimeZone { default: "Asia/Shanghai" }, label: ("时区", "Time zone") };
    /// The shortest password that is taken.
    PASSWORD_LENGTH = number("password-length", Security, (10, 8, 64), CHARACTERS, ("密码最短长度", "Shortest password"));
    /// Days after which a password must be changed; 0 for never.
    PASSWORD_DAYS = number("password-days", Security, (0, 0, 3650), DAYS, ("密码有效期（0 为长期有效）", "Passwords expire after (0: never)"));
    /// Days after which a session ends, however much it is used.
    SESSION_DAYS = number("session-days", Security, (7, 1, 400), DAYS, ("登录最长保持", "Sessions end at the latest after"));
    /// Who must have a second factor.
    SECOND_FACTOR = Setting { name: "second-factor", keeper: Security, kind: Kind::Names(HOLDERS), label: ("必须启用动态口令的人员", "Who must use a second factor") };
}
