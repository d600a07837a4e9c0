//! Why a setting of the office is not changed.

use guiju_domain::{
    rejection::SettingFault,
    settings::{Kind, Setting},
};

/// In Chinese and in English.
pub(super) fn say(why: SettingFault) -> (String, String) {
    match why {
        SettingFault::Unknown => ("没有这项设置".to_owned(), "There is no such setting".to_owned()),
        SettingFault::Keeper(setting) => (
            format!("“{}”由{}设定", setting.label.0, setting.keeper.label()),
            format!("“{}” is set by the office's {}", setting.label.1, setting.keeper.name()),
        ),
        SettingFault::Value(setting) => value(setting),
    }
}

/// What a setting takes.
fn value(setting: &Setting) -> (String, String) {
    let (chinese, english) = setting.label;
    match setting.kind {
        Kind::Number { least, most, unit, .. } => (
            format!("“{chinese}”应是 {least} 到 {most} 之间的整数（{}）", unit.0),
            format!("“{english}” takes a whole number from {least} to {most} ({})", unit.1),
        ),
        Kind::Names(known) => {
            let of = |label: fn(&(&str, (&'static str, &'static str))) -> &'static str, between: &str| {
                known.iter().map(label).collect::<Vec<_>>().join(between)
            };
            (
                format!("“{chinese}”只能从这些中选：{}", of(|one| one.1.0, "、")),
                format!("“{english}” takes any of: {}", of(|one| one.1.1, ", ")),
            )
        }
        Kind::TimeZone { .. } => (
            format!("“{chinese}”应是时区的标准名称，如 Asia/Shanghai"),
            format!("“{english}” takes the name of a time zone, such as Asia/Shanghai"),
        ),
    }
}
