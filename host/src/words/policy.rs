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
        Policy::Changing => (
            "本单位的人员岗位或制度正在调整，这次操作没有生效，请稍后再试".to_owned(),
            "The office's people or rules are being changed just now, so nothing was done. Try again in a moment"
                .to_owned(),
        ),
    }
}
