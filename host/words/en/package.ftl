package-unsigned = It is not signed, and this office takes no unsigned packages; sign it with the private key of a trusted publisher, or have the security officer allow it
package-signature-broken = The signature does not fit the content: the file was changed after it was signed, or the signature is forged
package-signer-unknown = The signer's public key { $key } is not among the publishers that this office trusts; if it is to be trusted, the security officer has to add it first
package-no-cases = There are no cases in the package, so it cannot be checked whether it does what it says
package-cases-unreadable = The cases in the package cannot be read: { $why }
package-case-fails = A case does not hold – { $failure }
package-clause-uncovered = { $label } ({ $clause }) is declared as enforced, but no case touches it
package-slip = { $slip }
package-version-taken = Version { $version } of { $regulation } is installed already, and this file has another content; a new content needs a higher version
package-version-lower = { $regulation } has version { $highest } already, so the lower { $version } cannot be installed; to go back to an earlier one, schedule that one
package-not-component = This file is not a WebAssembly component ({ $why }); choose a packed regulation, a .wasm file
package-too-large = The file has { $actual } bytes, more than the { $limit } allowed
package-too-complex = { $what ->
    [functions] The file has { $actual } functions, more than the { $limit } allowed; compiling it would slow the server down
    [modules] The file has { $actual } modules, more than the { $limit } allowed; compiling it would slow the server down
   *[levels] The components in the file are nested { $actual } deep, deeper than the { $limit } allowed; compiling it would slow the server down
}
package-imports = A regulation imports nothing, but this one asks for { $name }
package-contract = It does not keep the contract { $ours } of this server: { $why }
package-not-compiled = It does not compile: { $why }
package-not-described = When it is asked what it is, { $fault }
package-contradicts = Its declaration does not hold together: { $fault }
package-not-saved = What was compiled cannot be saved for the time being; try again in a moment
