package io.gimbal.feeds.deribit;

import java.nio.charset.StandardCharsets;

/** A name as bytes, to compare texts of frames with. Immutable. */
final class AsciiKey {
    private final byte[] bytes;

    AsciiKey(final String name) {
        bytes = name.getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return whether the scanner's current text is this name} */
    boolean isTextOf(final JsonScanner scanner) {
        return scanner.isText(bytes);
    }
}
