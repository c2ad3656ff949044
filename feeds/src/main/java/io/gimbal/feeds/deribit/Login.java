package io.gimbal.feeds.deribit;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.feeds.deribit.RpcRequest.Purpose;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Logs one connection in, by secret or by signature, refreshes the rights at four fifths of their life, and reads back
 * what they are. Owned by its session's thread.
 */
final class Login {
    private static final byte[] CREDENTIALS = FrameWriter.ascii("client_credentials");
    private static final byte[] SIGNATURE = FrameWriter.ascii("client_signature");
    private static final byte[] REFRESH = FrameWriter.ascii("refresh_token");
    private static final byte[] HEX = FrameWriter.ascii("0123456789abcdef");
    private static final byte[] NO_DATA = {};
    private static final int NONCE_LENGTH = 16;
    /** Longer is as good as for ever. */
    private static final long LONGEST_LIFE_S = 1L << 31;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final String TRADE = "trade:read_write";
    private static final String ACCOUNT_WRITE = "account:read_write";
    private static final Set<String> REFUSED = Set.of("wallet:read_write", "block_trade:read_write");

    private final DeribitContext context;
    private final RpcConnection connection;
    private final VenueCounters counters;
    private final BackOff nonces;
    private @Nullable Secret refreshToken;
    private long refreshDueNs = Long.MAX_VALUE;
    private boolean isLoggedIn;

    Login(final DeribitContext context, final RpcConnection connection, final VenueCounters counters, final long seed) {
        this.context = context;
        this.connection = connection;
        this.counters = counters;
        this.nonces = new BackOff(1, 1, seed);
    }

    boolean isLoggedIn() {
        return isLoggedIn;
    }

    long refreshDueNs() {
        return refreshDueNs;
    }

    /** Asks for rights with the key itself. */
    void request(final long nowNs) {
        counters.increment(Count.LOGINS);
        refreshDueNs = Long.MAX_VALUE;
        final RpcRequest request = connection.begin(Purpose.AUTH, Methods.AUTH, nowNs);
        final FrameWriter writer = connection.writer();
        if (context.isSigned()) {
            sign(writer, connection.clock().venueMs(nowNs));
        } else {
            writer.text(Methods.GRANT_TYPE, CREDENTIALS)
                    .text(Methods.CLIENT_ID, context.clientId().bytes())
                    .text(Methods.CLIENT_SECRET, context.clientSecret().bytes());
        }
        if (!context.scope().isEmpty()) {
            writer.text(Methods.SCOPE, FrameWriter.ascii(context.scope()));
        }
        connection.send(request);
        writer.wipe();
    }

    /** Asks for new rights with the old ones, before they end; with the key where there is no good token. */
    void refresh(final long nowNs) {
        final Secret token = refreshToken;
        refreshDueNs = Long.MAX_VALUE;
        if (token == null) {
            request(nowNs);
            return;
        }
        counters.increment(Count.REFRESHES);
        final RpcRequest request = connection.begin(Purpose.REFRESH, Methods.AUTH, nowNs);
        connection.writer().text(Methods.GRANT_TYPE, REFRESH).text(Methods.REFRESH_TOKEN, token.bytes());
        connection.send(request);
        connection.writer().wipe();
    }

    /** Takes what was granted; null when it is what we need, else why not. */
    @Nullable
    VenueFault onGranted(final JsonNode result, final long nowNs) {
        forget();
        refreshToken = Secret.ofReceived(result.path("refresh_token").asText("").toCharArray());
        final long lifeNs = Math.max(0, Math.min(result.path("expires_in").asLong(0), LONGEST_LIFE_S)) * SECOND_NS;
        refreshDueNs = lifeNs > 0 ? nowNs + lifeNs / 5 * 4 : Long.MAX_VALUE;
        isLoggedIn = true;
        return scopeFault(result.path("scope").asText(""));
    }

    /** The connection is gone, and the rights with it. */
    void forget() {
        isLoggedIn = false;
        refreshDueNs = Long.MAX_VALUE;
        if (refreshToken != null) {
            refreshToken.close();
            refreshToken = null;
        }
    }

    private @Nullable VenueFault scopeFault(final String scope) {
        final Set<String> granted = Set.copyOf(
                Arrays.asList(scope.split(" ", -1)).stream().distinct().toList());
        for (final String tooMuch : REFUSED) {
            if (granted.contains(tooMuch)) {
                return new VenueFault(VenueFault.Kind.SCOPE, "the key may do too much: scope=" + tooMuch);
            }
        }
        if (granted.contains(ACCOUNT_WRITE) && !context.isAccountWriteTolerated()) {
            return new VenueFault(
                    VenueFault.Kind.SCOPE,
                    "the key may do too much, unless venue.account_write allows it: scope=" + ACCOUNT_WRITE);
        }
        if (!granted.contains(TRADE) && !context.isReadOnly()) {
            return new VenueFault(VenueFault.Kind.SCOPE, "the key may do too little: missing=" + TRADE);
        }
        return null;
    }

    private void sign(final FrameWriter writer, final long timestampMs) {
        final byte[] nonce = new byte[NONCE_LENGTH];
        hex(nonce, nonces.draw());
        final byte[] signature = hmac(FrameWriter.ascii(timestampMs + "\n"), nonce, FrameWriter.ascii("\n"));
        writer.text(Methods.GRANT_TYPE, SIGNATURE)
                .text(Methods.CLIENT_ID, context.clientId().bytes())
                .number(Methods.TIMESTAMP, timestampMs)
                .text(Methods.NONCE, nonce)
                .text(Methods.DATA, NO_DATA)
                .text(Methods.SIGNATURE, signature);
    }

    private byte[] hmac(final byte[]... parts) {
        try {
            final Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(context.clientSecret().bytes(), "HmacSHA256"));
            for (final byte[] part : parts) {
                mac.update(part);
            }
            final byte[] raw = mac.doFinal();
            final byte[] text = new byte[raw.length * 2];
            for (int i = 0; i < raw.length; i++) {
                text[2 * i] = HEX[raw[i] >> 4 & 0xf];
                text[2 * i + 1] = HEX[raw[i] & 0xf];
            }
            return text;
        } catch (final NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every Java", e);
        }
    }

    private static void hex(final byte[] target, final long bits) {
        for (int i = 0; i < NONCE_LENGTH; i++) {
            target[i] = HEX[(int) (bits >>> (4 * i)) & 0xf];
        }
    }
}
