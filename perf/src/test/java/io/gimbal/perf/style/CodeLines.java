package io.gimbal.perf.style;

import java.util.BitSet;

/**
 * Tells which lines of a Java source hold code: not blank, not only comment. Reads characters, so it needs no valid
 * program; knows strings, text blocks and character literals.
 */
final class CodeLines {
    private final String text;
    private final BitSet lines = new BitSet();
    private int position;
    private int line = 1;

    private CodeLines(final String text) {
        this.text = text;
    }

    /** The lines with code, numbered from 1. */
    static BitSet of(final String text) {
        final CodeLines scan = new CodeLines(text);
        while (scan.position < text.length()) {
            scan.step();
        }
        return scan.lines;
    }

    private void step() {
        if (text.startsWith("//", position)) {
            skipTo("\n", 0);
        } else if (text.startsWith("/*", position)) {
            advance(2);
            skipTo("*/", 2);
        } else if (text.startsWith("\"\"\"", position)) {
            literal("\"\"\"");
        } else if (text.charAt(position) == '"' || text.charAt(position) == '\'') {
            literal(text.substring(position, position + 1));
        } else {
            mark();
            advance(1);
        }
    }

    private void literal(final String quote) {
        mark();
        advance(quote.length());
        while (position < text.length() && !text.startsWith(quote, position)) {
            mark();
            advance(text.charAt(position) == '\\' ? 2 : 1);
        }
        mark();
        advance(quote.length());
    }

    private void skipTo(final String end, final int beyond) {
        while (position < text.length() && !text.startsWith(end, position)) {
            advance(1);
        }
        advance(beyond);
    }

    private void mark() {
        if (position < text.length() && !Character.isWhitespace(text.charAt(position))) {
            lines.set(line);
        }
    }

    private void advance(final int characters) {
        for (int i = 0; i < characters && position < text.length(); i++) {
            if (text.charAt(position++) == '\n') {
                line++;
            }
        }
    }
}
