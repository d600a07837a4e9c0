command-demo-ready = the demonstration office is ready
command-password = password
command-scratch = scratch office
command-scratch-trusts = a scratch office trusts what its developer builds, signed or not
command-loaded = “{ $title }” { $version } loaded in { $milliseconds } ms
