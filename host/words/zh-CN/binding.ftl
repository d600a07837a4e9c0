binding-signature-broken = 制度包 { $digest } 的签名与内容不符：文件在签名之后被改动过，或者签名是伪造的
