//! What keepers may not do, or not alone.

use guiju_domain::rejection::Keeper;

/// In Chinese and in English.
pub(super) fn say(why: Keeper) -> (String, String) {
    let (chinese, english) = match why {
        Keeper::NotYours => (
            "这项变更不由您提出或确认：系统角色由安全员提出，岗位和账号由系统管理员提出，再由另一位确认",
            "This is not yours to ask for or to answer: roles of the system are asked for by a security officer, posts and accounts by an administrator, and somebody else confirms",
        ),
        Keeper::OwnRequest => (
            "这是您自己提出的，请由另一位管理员或安全员确认；不需要了可以撤回",
            "You asked for this yourself; another keeper confirms it. You can withdraw it",
        ),
        Keeper::AboutOneself => (
            "涉及本人的变更不能由本人提出或确认，请另一位管理员或安全员办理；没有另一位时，在服务器上用 guiju keeper confirm 确认",
            "Nobody grants to himself or confirms about himself; another keeper does it, or guiju keeper confirm on the server where there is none",
        ),
        Keeper::NeedsSecurity => (
            "管理员提出的变更由安全员确认；本单位还没有安全员时，先在服务器上用 guiju keeper appoint 指定",
            "What an administrator asks for is confirmed by a security officer; appoint the first one on the server with guiju keeper appoint",
        ),
        Keeper::Answered => ("这项申请已经办结", "This request was answered already"),
        Keeper::Stale => (
            "提出以后情况已有变化（岗位、账号或提出人的角色已改，或有人已离开），不能再按原样生效；请不予确认，按现在的情况重新提出",
            "What it was asked about has changed meanwhile, or whoever asked may not any more; decline it and ask again",
        ),
        Keeper::RoleNeedsRequest => (
            "系统角色不能在这里设定：请安全员在“管理”的“系统角色”中提出，由另一位管理员或安全员确认",
            "Roles of the system are not set here: a security officer asks for them under Administration, another keeper confirms",
        ),
        Keeper::NoAccount => (
            "这个人还没有账号，请先由系统管理员为其开通登录名",
            "This person has no account yet; an administrator enters a login first",
        ),
        Keeper::HoldsAlready => ("这个人已经担任这个系统角色", "This person holds that role already"),
        Keeper::HoldsNot => ("这个人现在不担任这个系统角色", "This person does not hold that role"),
        Keeper::LastOne => (
            "这是本单位最后一位系统管理员或安全员，不能解除；请先让接任的人担任",
            "This is the office's last administrator or security officer; grant the role to a successor first",
        ),
        Keeper::LeavesWithRole => (
            "这个人还担任系统角色，请先由安全员提出解除，再办理离开",
            "This person still holds a role of the system; a security officer has it revoked first",
        ),
        Keeper::LoginTaken => ("这个登录名不能使用，请换一个", "This login cannot be used; choose another"),
        Keeper::PasswordMissing => {
            ("开通账号请同时填写登录名和初始密码", "A new account needs a login and a first password")
        }
        Keeper::LoginMissing => (
            "这个人还没有账号，请同时填写登录名和初始密码",
            "This person has no account; give a login with the first password",
        ),
        Keeper::Left => ("这个人已离开本单位", "This person has left the office"),
        Keeper::ReasonMissing => {
            ("请写明理由，供确认人核对和日后查考", "Give a reason, for whoever confirms it and for the record")
        }
        Keeper::WordsMissing => (
            "不予确认请写明原因，供提出人了解和日后查考",
            "Say why you decline it, for whoever asked and for the record",
        ),
        Keeper::PostExists => (
            "这个部门已有同名岗位，请在原岗位上修改，或换一个名称",
            "That department has a post of this title already; change it, or choose another title",
        ),
        Keeper::FirstPassword => (
            "这个账号还在使用别人设定的初始密码，设定的人也能登录；请本人先登录并改好密码，再授予角色或担任这个岗位",
            "This account still opens by a first password that somebody else knows; its owner logs in and changes it before a role or such a post is given",
        ),
        Keeper::Meanwhile => (
            "这个人的账号或岗位刚刚有变化，请再提交一次",
            "The person's account or posts have just changed; send it again",
        ),
        Keeper::RoleUndeclared => (
            "所填的职务没有一项制度声明过，请从“职务”列表中选取",
            "No regulation of the office declares this role; choose one of the roles that are listed",
        ),
    };
    (chinese.to_owned(), english.to_owned())
}
