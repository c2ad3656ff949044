package io.gimbal.feeds.exchange.protocol;

import java.util.HashMap;
import java.util.Map;

/**
 * The signed form of HTTP authentication: {@code Authorization: deri-hmac-sha256 id=…,ts=…,sig=…,nonce=…}, where the
 * signature covers time, nonce, method, URI and body.
 *
 * @param clientId    of the key
 * @param timestampMs when it was signed, epoch milliseconds
 * @param signature   hexadecimal
 * @param signedText  what it covers
 */
record HttpSignature(String clientId, long timestampMs, String signature, String signedText) {
    /** Begins the header's value. */
    static final String SCHEME = "deri-hmac-sha256 ";

    /**
     * Reads the header.
     *
     * @param header value, beginning with the scheme
     * @param method GET or POST
     * @param uri    path and query as sent
     * @param body   as sent, may be empty
     */
    static HttpSignature parse(final String header, final String method, final String uri, final String body)
            throws RpcError {
        final Map<String, String> fields = new HashMap<>();
        for (final String part : header.substring(SCHEME.length()).split(",", -1)) {
            final int equals = part.indexOf('=');
            if (equals > 0) {
                fields.put(
                        part.substring(0, equals).trim(),
                        part.substring(equals + 1).trim());
            }
        }
        final String timestamp = fields.getOrDefault("ts", "");
        final String text =
                timestamp + "\n" + fields.getOrDefault("nonce", "") + "\n" + method + "\n" + uri + "\n" + body + "\n";
        try {
            return new HttpSignature(
                    fields.getOrDefault("id", ""), Long.parseLong(timestamp), fields.getOrDefault("sig", ""), text);
        } catch (final NumberFormatException e) {
            throw RpcError.unauthorized();
        }
    }
}
