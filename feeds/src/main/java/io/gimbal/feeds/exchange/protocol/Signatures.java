package io.gimbal.feeds.exchange.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 signatures in hexadecimal, as both forms of signed authentication use them. */
final class Signatures {
    private static final String ALGORITHM = "HmacSHA256";

    private Signatures() {}

    /** Signs text with a secret. */
    static String sign(final String secret, final String text) {
        try {
            final Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException("signature algorithm missing: name=" + ALGORITHM, e);
        }
    }

    /** Tells in constant time whether a signature is right; an empty secret signs nothing. */
    static boolean isValid(final String secret, final String text, final String signature) {
        return !secret.isEmpty()
                && MessageDigest.isEqual(
                        sign(secret, text).getBytes(StandardCharsets.US_ASCII),
                        signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }
}
