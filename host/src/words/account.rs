//! Why nobody is let in, or an account is not changed.

use guiju_domain::rejection::{Account, PasswordFault};

/// In Chinese and in English.
pub(super) fn say(why: Account) -> (String, String) {
    let (chinese, english) = match why {
        Account::WrongCredentials => ("登录名或密码不对", "Login or password is wrong"),
        Account::Throttled(seconds) => return throttled(seconds),
        Account::Busy => {
            ("正在登录的人太多，请过几秒再试", "Too many people are logging in; try again in a few seconds")
        }
        Account::SecondFactorNeeded => (
            "还需要动态口令：请打开手机上的验证器，输入 6 位数字",
            "A code is needed as well: enter the 6 digits that your authenticator shows",
        ),
        Account::WrongCode => (
            "动态口令不对，或已经用过：用验证器的请等下一组数字，用恢复码的请换一个没有用过的",
            "The code is wrong or has been used: wait for the next one of your app, or take a recovery code that you have not used",
        ),
        Account::WrongPassword => ("现在的密码不对", "The current password is wrong"),
        Account::PasswordMustChange => (
            "请先修改密码：现在的密码由他人设定，或已到期；修改后即可继续",
            "Change the password first: somebody else set it, or it has expired",
        ),
        Account::SecondFactorMustBeSet => (
            "请先启用动态口令：本单位要求您的岗位使用；启用后即可继续",
            "Set up a second factor first: the office wants one of your post",
        ),
        Account::SecondFactorSet => (
            "动态口令已经启用；换手机请先停用，再重新启用",
            "A second factor is set up already; take it off first to set up another",
        ),
        Account::SecondFactorNotSet => ("还没有启用动态口令", "No second factor is set up"),
        Account::SecretsKeyLost => (
            "服务器上的密钥文件 secrets.key 丢失或被换过，动态口令现在无法核对：请用恢复码登录；没有恢复码的，请服务器管理人员从备份中放回这个文件，或用 guiju keeper reset-second-factor 重置",
            "The server's key file secrets.key is lost or another one, so no code of an app can be checked: use a recovery code; without one, whoever runs the server brings the file back from a backup or runs guiju keeper reset-second-factor",
        ),
        Account::FirstPasswordExpired => (
            "初始密码没有在期限内使用，已经失效；请系统管理员重新设定",
            "The first password was not used in time and opens nothing any more; an administrator sets another",
        ),
        Account::UnknownSession => ("没有这个登录，可能已经退出", "There is no such session; it may have ended"),
        Account::Password(why) => return password(why),
    };
    (chinese.to_owned(), english.to_owned())
}

fn throttled(seconds: i64) -> (String, String) {
    let (chinese, english) = if seconds < 60 {
        (format!("{seconds} 秒"), format!("{seconds} seconds"))
    } else {
        let minutes = seconds.div_euclid(60) + i64::from(seconds % 60 > 0);
        (format!("{minutes} 分钟"), format!("{minutes} minutes"))
    };
    (format!("尝试次数过多，请过 {chinese}再试"), format!("Too many attempts; try again in {english}"))
}

/// The rule that a password breaks, and what to do.
fn password(why: PasswordFault) -> (String, String) {
    let (chinese, english) = match why {
        PasswordFault::Blank => ("密码不能只是空格".to_owned(), "A password cannot be blanks alone".to_owned()),
        PasswordFault::TooShort(least) => (
            format!("密码至少 {least} 位（首尾空格不算）；可以用几个不相干的词连起来"),
            format!("A password needs at least {least} characters, blanks at its ends apart; take a few words that have nothing to do with each other"),
        ),
        PasswordFault::TooLong(most) => {
            (format!("密码最长 {most} 位"), format!("A password has at most {most} characters"))
        }
        PasswordFault::Unchanged => {
            ("新密码与现在的相同，请换一个".to_owned(), "The new password is the current one; choose another".to_owned())
        }
        PasswordFault::Repeated => (
            "密码只是几个字符的重复，请换一个".to_owned(),
            "The password only repeats a few characters; choose another".to_owned(),
        ),
        PasswordFault::Sequence => (
            "密码是连续的数字、字母或键盘上相邻的键，容易被猜到，请换一个".to_owned(),
            "The password is a run of digits, letters or keys; choose another".to_owned(),
        ),
        PasswordFault::Login => (
            "密码就是登录名，或只在登录名前后加了几个字符，请换一个".to_owned(),
            "The password is hardly more than the login; choose another".to_owned(),
        ),
        PasswordFault::Name => (
            "密码就是姓名（或其拼音），或只加了几个字符，请换一个".to_owned(),
            "The password is hardly more than the person's name; choose another".to_owned(),
        ),
        PasswordFault::Office => (
            "密码就是单位名称（或其拼音），或只加了几个字符，请换一个".to_owned(),
            "The password is hardly more than the office's name; choose another".to_owned(),
        ),
        PasswordFault::Common => (
            "这个密码很多人在用，容易被猜到，请换一个；可以用几个不相干的词连起来".to_owned(),
            "Many people use this password, so it is tried first; take a few words that have nothing to do with each other"
                .to_owned(),
        ),
    };
    (chinese, english)
}
