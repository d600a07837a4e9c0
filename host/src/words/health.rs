//! How a server is.

use crate::{
    health::{Reason, Warning},
    policy::Lack,
};

/// In Chinese and in English.
pub(super) fn reason(reason: &Reason) -> (String, String) {
    match reason {
        Reason::Database => ("数据库暂时用不了".to_owned(), "The database cannot be used".to_owned()),
        Reason::Behind { office, title, version, why } => {
            let (chinese, english) = lack(why);
            (
                format!("单位 {office}：《{title}》{version} 版{chinese}；与它有关的填报和审批暂停，已在自动重试"),
                format!(
                    "Office {office}: “{title}” {version} {english}; what depends on it waits, and it is tried again"
                ),
            )
        }
        Reason::Stuck { office } => (
            format!("单位 {office}：制度、参数或日历读不出来，详见日志"),
            format!("Office {office}: its regulations, values or calendar cannot be read, see the log"),
        ),
    }
}

fn lack(why: &Lack) -> (String, String) {
    let (chinese, english) = match why {
        Lack::Missing => ("的制度包文件找不到", "is missing from the store"),
        Lack::Damaged => ("的制度包文件已损坏", "is damaged"),
        Lack::Unreachable => ("的制度包取不到，存放的地方没有应答", "cannot be fetched: the store does not answer"),
        Lack::Unusable(_) => ("的制度包在这台服务器上无法运行，详见日志", "cannot be run on this server, see the log"),
    };
    (chinese.to_owned(), english.to_owned())
}

/// In Chinese and in English.
pub(super) fn warning(warning: &Warning) -> (String, String) {
    match warning {
        Warning::Blobs(count) => (
            format!("有 {count} 个附件或制度包的文件已损坏或找不到，请运行 guiju verify 查看并从备份恢复"),
            format!("{count} stored files are damaged or missing: run guiju verify and restore them from a backup"),
        ),
        Warning::Clock { office, minutes } => (
            format!("服务器的时钟比单位 {office} 最后一条记录慢 {minutes} 分钟，请校准时间"),
            format!("The machine's clock is {minutes} minutes behind the last event of office {office}: set it right"),
        ),
        Warning::Proxy => (
            "对外地址是 https，却没有配置信任的代理（trusted_proxies）：所有登录看起来都来自代理，一人反复猜密码会拖慢所有人".to_owned(),
            "The public address is https but no trusted_proxies are configured: every log-in seems to come from the proxy, and one guesser slows everybody down"
                .to_owned(),
        ),
        Warning::Address(address) => (
            format!(
                "未配置对外地址（public_address）：打印的核验码和开放入口上写的是 {address}，在别的机器上可能打不开"
            ),
            format!(
                "No public_address is configured: printed codes and entrances name {address}, which other machines may not reach"
            ),
        ),
        Warning::TwoRoles { office } => (
            format!(
                "第 {office} 号单位有一人以两个账号同时担任唯一的系统管理员和唯一的安全员；请用 guiju keeper appoint 另指定一位，重启后自动只保留一个角色"
            ),
            format!(
                "In office {office} one person is the only administrator and the only security officer; appoint another with guiju keeper appoint, and after a restart one role stays"
            ),
        ),
        Warning::SecretsKey => (
            "有人启用了动态口令，但密钥文件 keys/secrets.key 不在或被换过，动态口令无法核对：请从备份中放回；放不回的，用 guiju keeper reset-second-factor 逐人重置后重启".to_owned(),
            "Second factors are set up, but the key file keys/secrets.key is lost or another one, so no code can be checked: bring it back from a backup; where there is none, reset each with guiju keeper reset-second-factor and restart"
                .to_owned(),
        ),
        Warning::AnchorCopy(why) => (
            format!("存证锚点没有抄送到第二处，请检查该目录是否存在、可写，已在自动重试：{why}"),
            format!(
                "Anchors could not be copied to the second place: see whether it is there and can be written; it is tried again: {why}"
            ),
        ),
        Warning::AnchorKey => (
            "存证密钥是新生成的，而已有的锚点由另一把密钥签名：密钥目录是否丢失或被更换？请与登记的公钥核对".to_owned(),
            "The key that signs anchors was made anew, but there are anchors of another key: was keys/ lost or exchanged? Compare it with the key that you noted"
                .to_owned(),
        ),
        Warning::Chain { office, seq } => (
            format!("单位 {office} 的存证链在第 {seq} 个事件处不符：记录被改动、删去，或者换上了较旧的数据库，请立即运行 guiju verify"),
            format!(
                "The chain of office {office} does not agree at event {seq}: events were changed or cut off, or an older database was put back. Run guiju verify at once"
            ),
        ),
    }
}
