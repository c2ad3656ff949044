package io.gimbal.journal;

import java.util.Locale;

/** Strings as JSON writes them. */
final class JsonText {
    private JsonText() {}

    /** Appends {@code value} quoted; everything but printable ASCII is escaped. */
    static void append(final StringBuilder text, final String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            final char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
