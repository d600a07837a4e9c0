//! What this server cannot judge for the time being.

use guiju_domain::rejection::Policy;

/// In Chinese and in English.
pub(super) fn say(why: &Policy) -> (String, String) {
    match why {
        Policy::Behind(title) => (
            format!("这台服务器还没有取得《{title}》现行版本的制度包，暂时不能据此判定；已在自动重试，请稍后再试"),
            format!(
                "This server does not have the version of “{title}” that is in force yet, so it judges nothing by it. It keeps trying; try again later"
            ),
        ),
    }
}
