package crm.membership.join;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The tokens that this member issued and that were not used yet, in memory only: a restart makes them void. Used by
 * the threads of connections and of people's requests, hence the lock.
 */
final class JoinTokens {

    private static final int MOST = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, JoinToken> open = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JoinToken> eldest) {
            return size() > MOST;
        }
    };
    private final SecureRandom random = new SecureRandom();

    JoinToken issue(String cluster, String host, int port, Instant now, Duration valid) {
        var id = new byte[8];
        var secret = new byte[32];
        random.nextBytes(id);
        random.nextBytes(secret);
        var token = new JoinToken(
                cluster,
                host,
                port,
                HexFormat.of().formatHex(id),
                Base64.getEncoder().encodeToString(secret),
                now.plus(valid));
        lock.lock();
        try {
            open.put(token.id(), token);
        } finally {
            lock.unlock();
        }
        return token;
    }

    /** The token, if it is good now. */
    JoinToken find(String id, Instant now) throws JoinRefused {
        lock.lock();
        try {
            JoinToken token = open.get(id);
            if (token == null) {
                throw new JoinRefused("the token was not issued by this member, or was used already");
            }
            if (!now.isBefore(token.expires())) {
                open.remove(id);
                throw new JoinRefused("the token expired at " + token.expires());
            }
            return token;
        } finally {
            lock.unlock();
        }
    }

    /** Uses the token up; only one of several that try at the same time succeeds. */
    void use(String id) throws JoinRefused {
        lock.lock();
        try {
            if (open.remove(id) == null) {
                throw new JoinRefused("the token was used already");
            }
        } finally {
            lock.unlock();
        }
    }
}
