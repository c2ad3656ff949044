package io.gimbal.feeds.exchange.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A key to an account of the local exchange. The secret leaves it only as a signature.
 *
 * @param clientId     public half
 * @param clientSecret secret half
 * @param accountId    whose it is, an account of the exchange
 * @param scope        the most it may be granted, such as {@link #FULL_SCOPE}
 */
public record ApiKey(String clientId, String clientSecret, int accountId, String scope) {
    /** May trade. */
    public static final String FULL_SCOPE =
            "block_trade:read_write trade:read_write account:read_write wallet:read_write mainaccount";

    /** May look. */
    public static final String READ_SCOPE = "block_trade:read trade:read account:read wallet:read mainaccount";

    /**
     * Makes a key of its parts.
     *
     * @param clientId     public half
     * @param clientSecret secret half
     * @param accountId    whose it is, an account of the exchange
     * @param scope        words parted by spaces, however many of these
     */
    public ApiKey {
        scope = scope.strip().replaceAll("\\s+", " ");
    }

    /** Tells in constant time whether a secret is this key's. */
    boolean hasSecret(final String candidate) {
        return MessageDigest.isEqual(
                clientSecret.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the key without its secret} */
    @Override
    public String toString() {
        return "ApiKey[clientId=" + clientId + ", accountId=" + accountId + ", scope=" + scope + "]";
    }
}
