//! Why a repeated request is not answered like the first.

use guiju_domain::rejection::Repeated;

/// In Chinese and in English.
pub(super) fn say(why: Repeated) -> (String, String) {
    match why {
        Repeated::OtherContent => (
            "同一个提交标记（idempotency-key）已用于另一份内容，这份没有提交；内容改过以后请换新的标记再提交"
                .to_owned(),
            "This idempotency-key was used for other content, and nothing was filed; use a new key for changed content"
                .to_owned(),
        ),
        Repeated::Unusable => (
            "idempotency-key 应为 1 至 100 个可见的 ASCII 字符".to_owned(),
            "An idempotency-key is 1 to 100 visible ASCII characters".to_owned(),
        ),
    }
}
