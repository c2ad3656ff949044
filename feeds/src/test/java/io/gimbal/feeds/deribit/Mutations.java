package io.gimbal.feeds.deribit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Changes a frame a little, in the ways that wires, proxies and programmers do. */
final class Mutations {
    private static final String[] VALUES = {
        "null",
        "true",
        "\"expired\"",
        "[]",
        "{}",
        "0",
        "-1",
        "1e400",
        "1.5e-9",
        "12345678901234567890",
        "\"\\u0041\"",
        "01",
        "\"\uD83D\uDE00\""
    };

    private Mutations() {}

    static byte[] mutate(final byte[] frame, final Random random) {
        byte[] mutant = frame.clone();
        final int times = 1 + random.nextInt(2);
        for (int i = 0; i < times; i++) {
            mutant = once(mutant, random);
        }
        return mutant;
    }

    private static byte[] once(final byte[] frame, final Random random) {
        final int at = random.nextInt(frame.length);
        switch (random.nextInt(7)) {
            case 0 -> {
                final byte[] flipped = frame.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                return flipped;
            }
            case 1 -> {
                return Arrays.copyOf(frame, Math.max(1, at));
            }
            case 2 -> {
                return splice(frame, at, Math.min(frame.length, at + 1 + random.nextInt(8)), new byte[0]);
            }
            case 3 -> {
                return splice(frame, at, at, new byte[] {(byte) random.nextInt(256)});
            }
            case 4 -> {
                final byte[] digits = frame.clone();
                for (int i = 0; i < digits.length; i++) {
                    final boolean isDigit = digits[i] >= '0' && digits[i] <= '9';
                    digits[i] = isDigit && random.nextInt(40) == 0 ? (byte) ('0' + random.nextInt(10)) : digits[i];
                }
                return digits;
            }
            default -> {
                return otherValue(frame, at, VALUES[random.nextInt(VALUES.length)]);
            }
        }
    }

    /** Puts another value behind the next colon. */
    private static byte[] otherValue(final byte[] frame, final int from, final String value) {
        int colon = from;
        while (colon < frame.length && frame[colon] != ':') {
            colon++;
        }
        int end = colon + 1;
        while (end < frame.length && frame[end] != ',' && frame[end] != '}' && frame[end] != ']') {
            end++;
        }
        return colon + 1 >= frame.length
                ? frame
                : splice(frame, colon + 1, end, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] splice(final byte[] frame, final int from, final int to, final byte[] middle) {
        final byte[] spliced = Arrays.copyOf(frame, from + middle.length + frame.length - to);
        System.arraycopy(middle, 0, spliced, from, middle.length);
        System.arraycopy(frame, to, spliced, from + middle.length, frame.length - to);
        return spliced;
    }
}
