package io.gimbal.feeds.exchange.protocol;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Knows the keys and the tokens that were given for them. Three grants: credentials, signature and refresh. Tokens are
 * drawn from the seed, so that a run repeats. Owned by the exchange's thread.
 */
final class Authenticator {
    /** How old a signed timestamp may be, either way. */
    static final long SIGNATURE_WINDOW_MS = 60_000;

    /** How long a token lives unless its scope says otherwise. */
    static final long DEFAULT_LIFE_SECONDS = 31_536_000;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int MAX_TOKENS = 10_000;
    private static final String SESSION = "session:";
    private static final String EXPIRES = "expires:";

    private final Map<String, ApiKey> keys = new LinkedHashMap<>();
    private final Map<String, Grant> byAccessToken = new LinkedHashMap<>();
    private final Map<String, Grant> byRefreshToken = new LinkedHashMap<>();
    private final Map<String, Long> usedSignatures = new LinkedHashMap<>();
    private final SplittableRandom random;
    private final long lifeSeconds;

    Authenticator(final long seed, final long lifeSeconds) {
        this.random = new SplittableRandom(seed);
        this.lifeSeconds = lifeSeconds;
    }

    void add(final ApiKey key) {
        keys.put(key.clientId(), key);
    }

    /** Authenticates a request of {@code public/auth}. */
    Grant authenticate(final RpcParams params, final long connectionId, final long nowNs) throws RpcError {
        final String type = params.text("grant_type");
        return switch (type) {
            case "client_credentials" -> byCredentials(params, connectionId, nowNs);
            case "client_signature" -> bySignature(params, connectionId, nowNs);
            case "refresh_token" -> byRefresh(params, connectionId, nowNs);
            default -> throw RpcError.invalidParams("grant_type", "unknown grant type");
        };
    }

    /** Checks the signature of a signed HTTP request. */
    Grant authenticateHttp(final HttpSignature signature, final long nowNs) throws RpcError {
        final ApiKey key = key(signature.clientId());
        final boolean isValid = isFresh(signature.timestampMs(), nowNs)
                && Signatures.isValid(key.clientSecret(), signature.signedText(), signature.signature())
                && isFirstUse(signature, nowNs);
        if (!isValid) {
            throw RpcError.unauthorized();
        }
        return new Grant(key, "", "", granted(key, ""), Long.MAX_VALUE, Grant.ANYWHERE);
    }

    /** A signed request counts once: whoever overheard it cannot send it again while its time is fresh. */
    private boolean isFirstUse(final HttpSignature signature, final long nowNs) {
        final long oldestMs = nowNs / NANOS_PER_MILLI - SIGNATURE_WINDOW_MS;
        usedSignatures.values().removeIf(timestampMs -> timestampMs < oldestMs);
        final String used = signature.signature().toLowerCase(Locale.ROOT);
        return usedSignatures.putIfAbsent(used, signature.timestampMs()) == null;
    }

    /** {@return the grant of an access token, or null when it is unknown, expired or another connection's} */
    @Nullable
    Grant grantOf(final String accessToken, final long connectionId, final long nowNs) {
        final Grant grant = byAccessToken.get(accessToken);
        return grant != null && grant.isValid(nowNs, connectionId) ? grant : null;
    }

    /** Makes a grant's tokens worthless. */
    void revoke(final Grant grant) {
        byAccessToken.remove(grant.accessToken());
        byRefreshToken.remove(grant.refreshToken());
    }

    /** Forgets the tokens that die with a connection. */
    void connectionClosed(final long connectionId) {
        byAccessToken.values().removeIf(grant -> grant.connectionId() == connectionId);
        byRefreshToken.values().removeIf(grant -> grant.connectionId() == connectionId);
    }

    private Grant byCredentials(final RpcParams params, final long connectionId, final long nowNs) throws RpcError {
        final ApiKey key = key(params.text("client_id"));
        if (!key.hasSecret(params.text("client_secret"))) {
            throw invalidCredentials();
        }
        return issue(key, params.text("scope", ""), connectionId, nowNs);
    }

    private Grant bySignature(final RpcParams params, final long connectionId, final long nowNs) throws RpcError {
        final ApiKey key = key(params.text("client_id"));
        final String timestamp = params.text("timestamp");
        final String text = timestamp + "\n" + params.text("nonce", "") + "\n" + params.text("data", "");
        if (!Signatures.isValid(key.clientSecret(), text, params.text("signature"))) {
            throw invalidCredentials();
        }
        if (!isFresh(params.integer("timestamp"), nowNs)) {
            throw RpcError.unauthorized();
        }
        return issue(key, params.text("scope", ""), connectionId, nowNs);
    }

    private Grant byRefresh(final RpcParams params, final long connectionId, final long nowNs) throws RpcError {
        final Grant old = byRefreshToken.get(params.text("refresh_token"));
        if (old == null || (old.connectionId() != Grant.ANYWHERE && old.connectionId() != connectionId)) {
            throw RpcError.unauthorized();
        }
        revoke(old);
        return issue(old.key(), old.scope(), connectionId, nowNs);
    }

    private Grant issue(final ApiKey key, final String wanted, final long connectionId, final long nowNs)
            throws RpcError {
        final String scope = granted(key, wanted);
        final long validOn = scope.contains(SESSION) ? Grant.ANYWHERE : connectionId;
        final long expiresNs = nowNs + lifeSeconds(wanted) * NANOS_PER_SECOND;
        final Grant grant = new Grant(key, token(), token(), scope, expiresNs, validOn);
        while (byAccessToken.size() >= MAX_TOKENS) {
            revoke(byAccessToken.values().iterator().next());
        }
        byAccessToken.put(grant.accessToken(), grant);
        byRefreshToken.put(grant.refreshToken(), grant);
        return grant;
    }

    private long lifeSeconds(final String wanted) throws RpcError {
        for (final String word : wanted.strip().split("\\s+", -1)) {
            if (word.startsWith(EXPIRES)) {
                return expiry(word.substring(EXPIRES.length()));
            }
        }
        return lifeSeconds;
    }

    private static long expiry(final String seconds) throws RpcError {
        try {
            return Math.max(1, Math.min(DEFAULT_LIFE_SECONDS, Long.parseLong(seconds)));
        } catch (final NumberFormatException e) {
            throw RpcError.invalidParams("scope", "expires must be in seconds");
        }
    }

    /** What is asked for, cut to what the key may have; a kind that is not named gets the key's reading right. */
    private static String granted(final ApiKey key, final String wanted) {
        final StringJoiner scope = new StringJoiner(" ");
        boolean hasSession = false;
        for (final String word : wanted.strip().split("\\s+", -1)) {
            if (word.startsWith(SESSION) || word.startsWith(EXPIRES)) {
                scope.add(word);
                hasSession |= word.startsWith(SESSION);
            }
        }
        if (!hasSession) {
            scope.add("connection");
        }
        for (final String most : key.scope().split(" ", -1)) {
            final String given = narrowed(most, wanted);
            if (!given.isEmpty()) {
                scope.add(given);
            }
        }
        return scope.toString();
    }

    private static String narrowed(final String most, final String wanted) {
        final int colon = most.indexOf(':');
        if (colon < 0) {
            return most;
        }
        final String read = most.substring(0, colon) + ":read";
        final boolean asksForAll = !wanted.contains("read") && !wanted.contains(":none");
        final boolean asksForWrite = (" " + wanted + " ").contains(" " + read + "_write ");
        return most.endsWith("read_write") && !asksForAll && !asksForWrite ? read : most;
    }

    private ApiKey key(final String clientId) throws RpcError {
        final ApiKey key = keys.get(clientId);
        if (key == null) {
            throw invalidCredentials();
        }
        return key;
    }

    private static boolean isFresh(final long timestampMs, final long nowNs) {
        final long ageMs = nowNs / NANOS_PER_MILLI - timestampMs;
        return ageMs >= -SIGNATURE_WINDOW_MS && ageMs <= SIGNATURE_WINDOW_MS;
    }

    private String token() {
        return Long.toString(random.nextLong() >>> 1, Character.MAX_RADIX) + "." + Long.toHexString(random.nextLong())
                + Long.toHexString(random.nextLong());
    }

    private static RpcError invalidCredentials() {
        return new RpcError(RpcError.INVALID_CREDENTIALS, "invalid_credentials");
    }
}
