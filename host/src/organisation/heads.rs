//! Heads of the columns in tables of people and posts, as offices write them.

/// Name of a person.
pub(super) const NAME: &str = "姓名";
/// Department of a person or a post.
pub(super) const DEPARTMENT: &str = "部门";
/// Number of a person at the clock machine.
pub(super) const BADGE: &str = "考勤号";
/// Telephone of a person.
pub(super) const PHONE: &str = "电话";
/// Other heads of the telephone.
pub(super) const PHONES: &[&str] = &["手机", "手机号", "手机号码", "联系电话", "电话号码", "办公电话"];
/// Login of a person.
pub(super) const LOGIN: &str = "登录名";
/// Other heads of the login.
pub(super) const LOGINS: &[&str] = &["登录账号", "用户名"];
/// First password of a person.
pub(super) const PASSWORD: &str = "初始密码";
/// Other heads of the password.
pub(super) const PASSWORDS: &[&str] = &["密码"];
/// Role of the system: asked for elsewhere, so that a line which names one is refused, as any entry that does.
pub(super) const SYSTEM_ROLE: &str = "系统角色";
/// Other heads of the role of the system.
pub(super) const SYSTEM_ROLES: &[&str] = &["系统权限"];
/// What a line says of another person of the same name.
pub(super) const NAMESAKE: &str = "同名";
/// Other heads of what is said of namesakes.
pub(super) const NAMESAKES: &[&str] = &["同名人员"];
/// What is written there: another person than the one who has the name.
pub(super) const ANOTHER: [&str; 3] = ["另一人", "另有其人", "不是同一人"];

/// Title of a post.
pub(super) const POST: &str = "岗位";
/// Other heads of the title.
pub(super) const POSTS: &[&str] = &["岗位名称", "职位", "岗位职务"];
/// Who holds a post.
pub(super) const HOLDER: &str = "担任人";
/// Other heads of the holder.
pub(super) const HOLDERS: &[&str] = &["姓名", "任职人", "在岗人员", "A角"];
/// Who stands in for the holder.
pub(super) const DEPUTY: &str = "B角";
/// Other heads of the deputy.
pub(super) const DEPUTIES: &[&str] = &["B岗", "代理人"];
/// Roles that a post gives.
pub(super) const ROLES: &str = "职务";
/// Other heads of the roles.
pub(super) const ROLE_NAMES: &[&str] = &["角色"];
/// Departments that the holder is in charge of.
pub(super) const SUPERVISES: &str = "分管";
/// Other heads of these departments.
pub(super) const SUPERVISED: &[&str] = &["分管部门", "分管科室"];
