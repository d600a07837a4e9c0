//! Stored files that cannot be handed out.

use guiju_domain::rejection::Blob;

/// In Chinese and in English.
pub(super) fn say(why: Blob) -> (String, String) {
    let (chinese, english) = match why {
        Blob::Damaged => (
            "附件已损坏，与登记的摘要不符，请联系管理员从备份恢复",
            "This file is damaged: it does not have the digest that was registered. Ask an administrator to restore it from a backup",
        ),
        Blob::Missing => (
            "附件登记在册，但文件找不到了，请联系管理员从备份恢复",
            "This file is registered but missing. Ask an administrator to restore it from a backup",
        ),
        Blob::PackageDamaged => (
            "制度包的文件已损坏，与登记的摘要不符，请联系管理员从备份恢复或重新安装同一个包",
            "The file of this package is damaged: it does not have the digest that was registered. Ask an administrator to restore it from a backup or to install the same package again",
        ),
        Blob::PackageMissing => (
            "制度包登记在册，但文件找不到了，请联系管理员从备份恢复或重新安装同一个包",
            "The file of this package is missing. Ask an administrator to restore it from a backup or to install the same package again",
        ),
        Blob::Unreachable => (
            "存放附件和制度包的地方暂时用不了，请稍后再试",
            "The store of attachments and packages cannot be used at present. Try again later",
        ),
        Blob::BeingRemoved => (
            "这个文件以前上传过但一直没有使用，旧文件正在清理，请过一会儿再上传",
            "This file was uploaded before and never used; what is left of it is being removed. Upload it again in a little while",
        ),
    };
    (chinese.to_owned(), english.to_owned())
}
