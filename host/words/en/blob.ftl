blob-damaged = This file is damaged: it does not have the digest that was registered. Ask an administrator to restore it from a backup
blob-missing = This file is registered but missing. Ask an administrator to restore it from a backup
blob-package-damaged = The file of this package is damaged: it does not have the digest that was registered. Ask an administrator to restore it from a backup or to install the same package again
blob-package-missing = The file of this package is missing. Ask an administrator to restore it from a backup or to install the same package again
blob-unreachable = The store of attachments and packages cannot be used at present. Try again later
blob-being-removed = This file was uploaded before and never used; what is left of it is being removed. Upload it again in a little while
