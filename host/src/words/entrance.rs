//! Entrances that lead nowhere.

use guiju_domain::rejection::Entrance;

/// In Chinese and in English.
pub(super) fn say(why: Entrance) -> (String, String) {
    let (chinese, english) = match why {
        Entrance::Confidential => (
            "这种表单有需要保密的内容，不能做成免登录的入口：经入口填报的都算在开设入口的人名下，他就能看到全部内容；请让有账号的人登记",
            "This form holds confidential content and cannot have an entrance: whoever opens one would read everything that comes in by it. Let somebody with an account enter it",
        ),
    };
    (chinese.to_owned(), english.to_owned())
}
