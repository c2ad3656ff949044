package io.gimbal.feeds.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Inputs of several messages: one a line. {@code -Dgimbal.fuzz.lines} lets a whole history through. */
public final class Lines {
    private static final int MOST = Integer.getInteger("gimbal.fuzz.lines", 64);

    private Lines() {}

    /**
     * Takes an input apart.
     *
     * @param input any bytes
     * @return its lines, the first 64 of them unless told otherwise
     */
    public static List<byte[]> of(final byte[] input) {
        final List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= input.length && lines.size() < MOST; at++) {
            if (at == input.length || input[at] == '\n') {
                lines.add(Arrays.copyOfRange(input, from, at));
                from = at + 1;
            }
        }
        return lines;
    }

    /**
     * Puts an input together.
     *
     * @param lines text of each
     * @return the input
     */
    public static byte[] join(final String... lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }
}
