//! Why a text is not taken.

use guiju_domain::rejection::{Kept, Text};

/// In Chinese and in English.
pub(super) fn say(why: Text) -> (String, String) {
    match why {
        Text::Control('\0') => (
            "内容中有空字符（NUL），无法保存；请删去后再试".to_owned(),
            "The text holds the NUL character, which cannot be stored; remove it and try again".to_owned(),
        ),
        Text::Control(odd) => (
            format!("内容中有看不见的控制字符（{}），多半是从别处粘贴时带来的；请删去后再试", code(odd)),
            format!("The text holds a control character ({}), likely pasted along; remove it and try again", code(odd)),
        ),
        Text::Direction(odd) => (
            format!("内容中有改变书写方向而没有成对的字符（{}），会使别人看到的与写的不同；请删去后再试", code(odd)),
            format!(
                "The text turns the direction of writing without turning it back ({}); remove it and try again",
                code(odd)
            ),
        ),
        Text::Invisible(odd) => (
            format!("名称中有看不见的字符（{}），请删去后再试", code(odd)),
            format!("The name holds a character that nobody sees ({}); remove it and try again", code(odd)),
        ),
        Text::Badge(odd) => (
            format!("考勤号只能用字母、数字、汉字和 - _ . / #，不能有“{odd}”（{}）；一个人只写一个号码", code(odd)),
            format!(
                "A clock number has letters, digits, Chinese characters and - _ . / # only, not “{odd}” ({}); one a person",
                code(odd)
            ),
        ),
        Text::Long { kind, has } => {
            let (zh, en) = named(kind);
            let most = kind.most();
            (format!("{zh}最多 {most} 字，现为 {has} 字"), format!("{en} has {most} characters at most, not {has}"))
        }
        Text::Login(odd) => (
            format!("登录名只能用字母、数字、汉字和 . _ - @ +，不能有“{odd}”（{}）", code(odd)),
            format!(
                "A login has Latin letters, digits, Chinese characters and . _ - @ + only, not “{odd}” ({})",
                code(odd)
            ),
        ),
    }
}

/// What a text is, in Chinese and in English.
const fn named(kind: Kept) -> (&'static str, &'static str) {
    match kind {
        Kept::Name => ("姓名", "A name"),
        Kept::Department => ("部门名称", "A department's name"),
        Kept::Badge => ("考勤号", "A clock number"),
        Kept::Phone => ("电话", "A telephone number"),
        Kept::Post => ("岗位名称", "A post's title"),
        Kept::Reason => ("理由", "A reason"),
    }
}

/// A character's number, by which it can be found.
fn code(character: char) -> String {
    format!("U+{:04X}", character as u32)
}
