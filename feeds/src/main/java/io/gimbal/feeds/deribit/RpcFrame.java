package io.gimbal.feeds.deribit;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.feeds.Decimals;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The envelope of one frame of the venue: what it is, which request it answers, and where its content begins. Re-read for
 * each frame; owned by its connection's thread.
 */
final class RpcFrame {
    /** What a frame can be. */
    enum Kind {
        RESULT,
        ERROR,
        SUBSCRIPTION,
        HEARTBEAT,
        TEST_REQUEST,
        OTHER,
        MALFORMED
    }

    private static final int LONGEST_TEXT = 160;
    private static final FieldNames NAMES =
            FieldNames.of("id", "method", "params", "result", "error", "usIn", "usOut", "testnet");
    private static final int ID = 0;
    private static final int METHOD = 1;
    private static final int PARAMS = 2;
    private static final int RESULT = 3;
    private static final int ERROR = 4;
    private static final int US_IN = 5;
    private static final int US_OUT = 6;
    private static final int TESTNET = 7;
    private static final FieldNames PARAM_NAMES = FieldNames.of("channel", "data", "type");
    private static final FieldNames ERROR_NAMES = FieldNames.of("code", "message");
    private static final FieldNames METHODS = FieldNames.of("subscription", "heartbeat");
    private static final FieldNames TYPES = FieldNames.of("heartbeat", "test_request");

    private final JsonScanner scanner = new JsonScanner();
    private DirectBuffer source = new UnsafeBuffer(0, 0);
    private int sourceOffset;
    private int sourceLength;
    private final UnsafeBuffer text = new UnsafeBuffer(new byte[LONGEST_TEXT]);
    private int textLength;
    private Kind kind = Kind.MALFORMED;
    private long id;
    private int errorCode;
    private int contentAt;
    private long usIn;
    private long usOut;
    private VenueNetwork network = VenueNetwork.UNKNOWN;

    RpcFrame() {}

    Kind read(final DirectBuffer buffer, final int offset, final int length) {
        source = buffer;
        sourceOffset = offset;
        sourceLength = length;
        id = Decimals.ABSENT;
        usIn = Decimals.ABSENT;
        usOut = Decimals.ABSENT;
        network = VenueNetwork.UNKNOWN;
        textLength = 0;
        errorCode = 0;
        contentAt = -1;
        kind = Kind.OTHER;
        int method = FieldNames.UNKNOWN;
        int type = FieldNames.UNKNOWN;
        scanner.wrap(buffer, offset, length).enterObject();
        for (int field; (field = scanner.nextField(NAMES)) != JsonScanner.END; ) {
            switch (field) {
                case ID -> id = scanner.peek() == JsonKind.NUMBER ? scanner.integer() : skipped();
                case METHOD -> method = scanner.word(METHODS);
                case PARAMS -> type = params();
                case RESULT -> content(Kind.RESULT);
                case ERROR -> error();
                case US_IN -> usIn = scanner.integer();
                case US_OUT -> usOut = scanner.integer();
                case TESTNET -> network = scanner.bool() ? VenueNetwork.TEST : VenueNetwork.PRODUCTION;
                default -> scanner.skip();
            }
        }
        if (!scanner.finish()) {
            kind = Kind.MALFORMED;
        } else if (method == 0) {
            kind = contentAt >= 0 ? Kind.SUBSCRIPTION : Kind.OTHER;
        } else if (method == 1) {
            kind = type == 1 ? Kind.TEST_REQUEST : Kind.HEARTBEAT;
        }
        return kind;
    }

    /** The scanner, at the content: the result, or the data of a subscription. */
    JsonScanner content() {
        scanner.seek(contentAt);
        return scanner;
    }

    /** The result as a tree, for answers that are rare; valid during the call that delivers the frame. */
    JsonNode result() {
        return ColdJson.result(source, sourceOffset, sourceLength);
    }

    Kind kind() {
        return kind;
    }

    long id() {
        return id;
    }

    int errorCode() {
        return errorCode;
    }

    long usIn() {
        return usIn;
    }

    long usOut() {
        return usOut;
    }

    /** Where the answer comes from, by its own word; unknown where it does not say. */
    VenueNetwork network() {
        return network;
    }

    /** The channel of a subscription or the message of an error, cut at 160 bytes. */
    DirectBuffer text() {
        return text;
    }

    int textLength() {
        return textLength;
    }

    boolean textStartsWith(final byte[] prefix) {
        if (textLength < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (text.getByte(i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    String textString() {
        return text.getStringWithoutLengthAscii(0, textLength);
    }

    private int params() {
        int type = FieldNames.UNKNOWN;
        if (!scanner.enterObject()) {
            return type;
        }
        for (int field; (field = scanner.nextField(PARAM_NAMES)) != JsonScanner.END; ) {
            switch (field) {
                case 0 -> copyText();
                case 1 -> content(Kind.SUBSCRIPTION);
                default -> type = scanner.word(TYPES);
            }
        }
        return type;
    }

    private void error() {
        kind = Kind.ERROR;
        if (!scanner.enterObject()) {
            return;
        }
        for (int field; (field = scanner.nextField(ERROR_NAMES)) != JsonScanner.END; ) {
            if (field == 0) {
                errorCode = (int) scanner.integer();
            } else {
                copyText();
            }
        }
    }

    private void content(final Kind is) {
        kind = is;
        contentAt = scanner.position();
        scanner.skip();
    }

    private void copyText() {
        if (scanner.text()) {
            textLength = scanner.copyText(text, 0, LONGEST_TEXT);
        }
    }

    private long skipped() {
        scanner.skip();
        return Decimals.ABSENT;
    }
}
