//! An order of departments and people that is not set.

use guiju_domain::rejection::Order;

/// In Chinese and in English.
pub(super) fn say(why: Order) -> (String, String) {
    let (chinese, english) = match why {
        Order::Twice => (
            "同一个部门或同一个人在顺序里出现了两次，请只保留一处",
            "A department or a person stands in the order twice; keep one of the places",
        ),
        Order::Elsewhere => (
            "有人被排在别的部门里：可能刚刚调动过，请刷新页面后重排",
            "Somebody is placed under another department: they may just have moved; load the page again and order it anew",
        ),
    };
    (chinese.to_owned(), english.to_owned())
}
