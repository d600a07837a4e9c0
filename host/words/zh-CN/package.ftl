package-unsigned = 它没有签名，而本单位不接受未签名的制度包；请用受信任发布者的私钥签名，或由安全员允许
package-signature-broken = 签名与内容不符：文件在签名之后被改动过，或者签名是伪造的
package-signer-unknown = 签名人的公钥 { $key } 不在本单位信任的发布者之列；如确认可信，请安全员先添加
package-no-cases = 包里没有示例，无法核对它说的和做的是否一致
package-cases-unreadable = 包里的示例无法读取：{ $why }
package-case-fails = 示例不成立——{ $failure }
package-clause-uncovered = { $label }（{ $clause }）声明要执行，却没有任何示例触及它
package-slip = { $slip }
package-version-taken = 《{ $regulation }》{ $version } 版已经安装，而这个文件内容不同；新的内容要有更高的版本号
package-version-lower = 《{ $regulation }》已有 { $highest } 版，不能装入更低的 { $version } 版；要恢复旧版，请在旧版上选择“安排施行”
package-not-component = 这个文件不是 WebAssembly 组件（{ $why }）；请选择打包好的 .wasm 制度包
package-too-large = 文件有 { $actual } 字节，超过允许的 { $limit } 字节
package-too-complex = { $what ->
    [functions] 文件里有 { $actual } 个函数，超过允许的 { $limit } 个；编译它会拖慢服务器
    [modules] 文件里有 { $actual } 个模块，超过允许的 { $limit } 个；编译它会拖慢服务器
   *[levels] 文件里的组件嵌套 { $actual } 层，超过允许的 { $limit } 层；编译它会拖慢服务器
}
package-imports = 制度包不得调用外部功能，但它要求 { $name }
package-contract = 它不符合本平台的接口约定 { $ours }：{ $why }
package-not-compiled = 它不能编译：{ $why }
package-not-described = 询问它是什么制度时，{ $fault }
package-contradicts = 它的声明自相矛盾：{ $fault }
package-not-saved = 编译结果暂时无法保存，请稍后再试
