//! The inspection pack of a period.

use crate::words::t;
use leptos::prelude::*;

/// Choosing the period and fetching the archive.
#[component]
pub fn Inspection() -> impl IntoView {
    view! {
        <section class="sheet"><h2>{t("检查资料")}</h2>
            <p class="help">{t("一个压缩包：登记簿、事项和每条意见、当时的条文和版本、记录完整性的证明，以及一页目录。")}</p>
            <form class="filters" action="/api/inspection" method="get">
                <div><label for="pack-from">{t("从")}</label><input id="pack-from" name="from" type="date" required/></div>
                <div><label for="pack-to">{t("到")}</label><input id="pack-to" name="to" type="date" required/></div>
                <button type="submit">{t("导出检查资料")}</button>
            </form>
        </section>
    }
}
