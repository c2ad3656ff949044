package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import org.agrona.DirectBuffer;

/**
 * Reads what is around a frame's content and stops where the content begins, so that whoever knows what it means can read
 * on from there without a second pass.
 *
 * <pre>
 *   switch (envelope.read(buffer, offset, length)) {
 *       case NOTIFICATION -&gt; { read the data of envelope.channel() from the scanner; isWhole = envelope.finish(); }
 *       case RESULT       -&gt; { read the result of request envelope.id() from the scanner; isWhole = envelope.finish(); }
 *       …
 *   }
 * </pre>
 *
 * Fields may come in any order. Where the content comes before the id or the channel that explains it, it is passed over
 * first and gone back to. Where nothing may happen before the whole frame is known to be well-formed, call {@link
 * #finishFirst} instead and then read the content. Owned by one thread; allocates only in {@link #errorMessage}.
 */
public final class EnvelopeReader {
    /** Answer of {@link #id} when the frame has no numeric id. */
    public static final long NO_ID = Decimals.ABSENT;

    private static final int LONGEST_CHANNEL = 128;
    private static final int LONGEST_MESSAGE = 256;
    private static final int NOWHERE = -1;

    private static final FieldNames FRAME =
            FieldNames.of("id", "method", "params", "result", "error", "usIn", "usOut", "testnet");
    private static final FieldNames PARAMS = FieldNames.of("channel", "data", "type");
    private static final FieldNames ERROR = FieldNames.of("code", "message", "data");
    private static final FieldNames DETAIL = FieldNames.of("reason", "param");
    private static final FieldNames TYPES = FieldNames.of("heartbeat", "test_request");

    private final AsciiText channel = new AsciiText(LONGEST_CHANNEL);
    private final AsciiText message = new AsciiText(LONGEST_MESSAGE);
    private final AsciiText reason = new AsciiText(LONGEST_MESSAGE);
    private final AsciiText param = new AsciiText(LONGEST_MESSAGE);
    private final FieldOrder frameOrder = new FieldOrder(FRAME);
    private final FieldOrder paramsOrder = new FieldOrder(PARAMS);
    private final JsonScanner scanner;
    private FrameKind kind = FrameKind.OTHER;
    private long id;
    private long errorCode;
    private long usIn;
    private long usOut;
    private boolean isTestnet;
    private boolean isInsideParams;
    private boolean isFinished;
    private int contentAt;

    /**
     * Creates a reader.
     *
     * @param scanner walks through its frames, and through their content between {@link #read} and {@link #finish}
     */
    public EnvelopeReader(final JsonScanner scanner) {
        this.scanner = scanner;
    }

    /**
     * Reads a frame up to its content.
     *
     * @param buffer holds it; copied, so it may change after the call
     * @param offset where it begins
     * @param length its bytes, UTF-8
     * @return what it is; for {@link FrameKind#RESULT} and {@link FrameKind#NOTIFICATION} the scanner's next value is the
     *     content, all other kinds have been read to their end
     */
    public FrameKind read(final DirectBuffer buffer, final int offset, final int length) {
        begin();
        scanner.wrap(buffer, offset, length);
        if (!scanner.enterObject()) {
            kind = FrameKind.MALFORMED;
            return kind;
        }
        if (readFields()) {
            return kind;
        }
        isFinished = true;
        if (!scanner.finish()) {
            kind = FrameKind.MALFORMED;
            return kind;
        }
        if (contentAt != NOWHERE) {
            scanner.seek(contentAt);
        }
        return kind;
    }

    /**
     * Reads what follows the content, which must have been taken.
     *
     * @return whether the whole frame, content included, was well-formed and of the types asked for
     */
    public boolean finish() {
        if (isFinished) {
            return scanner.isOk();
        }
        isFinished = true;
        if (isInsideParams) {
            while (scanner.nextField(paramsOrder) != JsonScanner.END) {
                scanner.skip();
            }
        }
        for (int field; (field = scanner.nextField(frameOrder)) != JsonScanner.END; ) {
            readField(field, false);
        }
        return scanner.finish();
    }

    /**
     * Checks the whole frame, then goes back to the content.
     *
     * @return whether it is well-formed; then the scanner's next value is the content, and {@link #finish} only tells
     *     whether reading that went well
     */
    public boolean finishFirst() {
        if (!isFinished) {
            contentAt = scanner.position();
            scanner.skip();
            if (finish()) {
                scanner.seek(contentAt);
            }
        }
        return scanner.isOk();
    }

    /** {@return the request's id, or {@link #NO_ID}} */
    public long id() {
        return id;
    }

    /** {@return the channel of a notification; valid until the next frame} */
    public AsciiText channel() {
        return channel;
    }

    /** {@return the venue's code of a refusal; 0 when it has none} */
    public int errorCode() {
        return (int) errorCode;
    }

    /** {@return the venue's words of a refusal as a new string} */
    public String errorMessage() {
        return message.toString();
    }

    /** {@return {@code data.reason} of a refusal; empty when it has none} */
    public AsciiText errorReason() {
        return reason;
    }

    /** {@return {@code data.param} of a refusal: which parameter was wrong; empty when it has none} */
    public AsciiText errorParam() {
        return param;
    }

    /** {@return when the venue received the request, epoch microseconds, known after {@link #finish}; 0 when not said} */
    public long usIn() {
        return usIn;
    }

    /** {@return when the venue answered, epoch microseconds, known after {@link #finish}; 0 when not said} */
    public long usOut() {
        return usOut;
    }

    /** {@return whether the answer says that it comes from a test venue; known after {@link #finish}} */
    public boolean isTestnet() {
        return isTestnet;
    }

    private void begin() {
        kind = FrameKind.OTHER;
        id = NO_ID;
        errorCode = 0;
        usIn = 0;
        usOut = 0;
        isTestnet = false;
        isInsideParams = false;
        isFinished = false;
        contentAt = NOWHERE;
        channel.clear();
        message.clear();
        reason.clear();
        param.clear();
        frameOrder.rewind();
        paramsOrder.rewind();
    }

    /** Reads until the content is next, then true; false at the end of the frame. */
    private boolean readFields() {
        for (int field; (field = scanner.nextField(frameOrder)) != JsonScanner.END; ) {
            if (readField(field, true)) {
                return true;
            }
        }
        return false;
    }

    private boolean readField(final int field, final boolean canStop) {
        switch (field) {
            case 0 -> id = scanner.integerIfAny();
            case 2 -> {
                return (canStop && contentAt == NOWHERE) ? readParams() : skipped();
            }
            case 3 -> {
                return (canStop && contentAt == NOWHERE) ? readResult() : skipped();
            }
            case 4 -> readError();
            case 5 -> usIn = orZero(scanner.integerIfAny());
            case 6 -> usOut = orZero(scanner.integerIfAny());
            case 7 -> isTestnet = scanner.isTrue();
            default -> scanner.skip();
        }
        return false;
    }

    private boolean readResult() {
        kind = FrameKind.RESULT;
        if (id != NO_ID) {
            return true;
        }
        contentAt = scanner.position();
        return skipped();
    }

    private boolean readParams() {
        if (scanner.peek() != JsonKind.OBJECT) {
            return skipped();
        }
        scanner.enterObject();
        for (int field; (field = scanner.nextField(paramsOrder)) != JsonScanner.END; ) {
            switch (field) {
                case 0 -> channel.read(scanner);
                case 1 -> {
                    kind = FrameKind.NOTIFICATION;
                    if (channel.length() > 0) {
                        isInsideParams = true;
                        return true;
                    }
                    contentAt = scanner.position();
                    scanner.skip();
                }
                default -> readType();
            }
        }
        return false;
    }

    private void readType() {
        if (scanner.peek() != JsonKind.TEXT || kind != FrameKind.OTHER) {
            scanner.skip();
            return;
        }
        switch (scanner.word(TYPES)) {
            case 0 -> kind = FrameKind.HEARTBEAT;
            case 1 -> kind = FrameKind.TEST_REQUEST;
            default -> kind = FrameKind.OTHER;
        }
    }

    private void readError() {
        kind = FrameKind.ERROR;
        if (scanner.peek() != JsonKind.OBJECT) {
            scanner.skip();
            return;
        }
        scanner.enterObject();
        for (int field; (field = scanner.nextField(ERROR)) != JsonScanner.END; ) {
            switch (field) {
                case 0 -> errorCode = orZero(scanner.integerIfAny());
                case 1 -> message.read(scanner);
                default -> readDetail();
            }
        }
    }

    private void readDetail() {
        if (scanner.peek() != JsonKind.OBJECT) {
            scanner.skip();
            return;
        }
        scanner.enterObject();
        for (int field; (field = scanner.nextField(DETAIL)) != JsonScanner.END; ) {
            (field == 0 ? reason : param).read(scanner);
        }
    }

    private boolean skipped() {
        scanner.skip();
        return false;
    }

    private static long orZero(final long value) {
        return value == Decimals.ABSENT ? 0 : value;
    }
}
