package io.gimbal.engine.app;

import java.util.HexFormat;

/** Hashes as people see them. */
final class Hex {
    private Hex() {}

    /** {@return 16 lower-case hexadecimal digits, the highest first} */
    static String of(final long hash) {
        return HexFormat.of().toHexDigits(hash);
    }
}
