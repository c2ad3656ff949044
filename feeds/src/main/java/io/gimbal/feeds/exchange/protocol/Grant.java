package io.gimbal.feeds.exchange.protocol;

import java.util.Arrays;

/**
 * What an authentication gave.
 *
 * @param key          of whom
 * @param accessToken  proves it
 * @param refreshToken gets the next one
 * @param scope        granted, words separated by spaces
 * @param expiresNs    when the access token ends, epoch nanoseconds
 * @param connectionId where it is valid; {@link #ANYWHERE} for a session's
 */
record Grant(ApiKey key, String accessToken, String refreshToken, String scope, long expiresNs, long connectionId) {
    /** Valid on every connection. */
    static final long ANYWHERE = -1;

    /** {@return how long the access token still lives} */
    long lifeSeconds(final long nowNs) {
        return Math.max(0, (expiresNs - nowNs) / 1_000_000_000L);
    }

    boolean isValid(final long nowNs, final long onConnectionId) {
        return nowNs < expiresNs && (connectionId == ANYWHERE || connectionId == onConnectionId);
    }

    /** Tells whether a method may be called, for instance {@code trade:read_write}. */
    boolean allows(final String need) {
        final String group = need.substring(0, need.indexOf(':') + 1);
        return Arrays.stream(scope.split(" ")).anyMatch(word -> word.equals(need) || word.equals(group + "read_write"));
    }

    /** {@return the grant without its tokens} */
    @Override
    public String toString() {
        return "Grant[clientId=" + key.clientId() + ", scope=" + scope + ", expiresNs=" + expiresNs + "]";
    }
}
