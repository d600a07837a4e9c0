health-database = The database cannot be used
health-behind =
    Office { $office }: “{ $regulation }” { $version } { $lack ->
        [missing] is missing from the store
        [damaged] is damaged
        [unreachable] cannot be fetched: the store does not answer
       *[unusable] cannot be run on this server, see the log
    }; what depends on it waits, and it is tried again
health-stuck = Office { $office }: its regulations, values or calendar cannot be read, see the log
health-blobs = { $count } stored files are damaged or missing: run guiju verify and restore them from a backup
health-clock = The machine's clock is { $minutes } minutes behind the last event of office { $office }: set it right
health-proxy = The public address is https but no trusted_proxies are configured: every log-in seems to come from the proxy, and one guesser slows everybody down
health-address = No public_address is configured: printed codes and public links name { $address }, which other machines may not reach
health-two-roles = In office { $office } one person is the only administrator and the only security officer; appoint another with guiju keeper appoint, and after a restart one role stays
health-upgrade-copies = { $count } copies from before an upgrade have stood in the data folder for more than 30 days (the oldest is of { $day }): remove them once the new version has proven itself; what was erased since still stands in them
health-secrets-key = Second factors are set up, but the key file keys/secrets.key is lost or another one, so no code can be checked: bring it back from a backup; where there is none, reset each with guiju keeper reset-second-factor and restart
health-anchor-copy = Anchors could not be copied to the second place: see whether it is there and can be written; it is tried again: { $fault }
health-anchor-key = The key that signs anchors was made anew, but there are anchors of another key: was keys/ lost or exchanged? Compare it with the key that you noted
health-chain = The chain of office { $office } does not agree at event { $event }: events were changed or cut off, or an older database was put back. Run guiju verify at once
health-comparison = The last nightly verification of office { $office } failed; it is tried again. See the page of automatic jobs and the log
