package io.gimbal.feeds.deribit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A credential. It comes from a file that nobody else may read, or by reference to an environment variable; it has no text
 * form, equals nothing but itself, and is overwritten when closed. Only this package can see what it holds.
 */
public final class Secret implements AutoCloseable {
    private static final String FILE = "file:";
    private static final String ENVIRONMENT = "env:";
    private static final int LONGEST = 4_096;
    private static final Set<PosixFilePermission> TOO_OPEN = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final byte[] value;

    private Secret(final byte[] value) {
        this.value = value;
    }

    /**
     * Takes over a value that is in memory already, such as what a local exchange issued.
     *
     * @param value ASCII; overwritten by this call
     * @return a secret that holds a copy
     * @throws IllegalArgumentException when it is empty, too long or not printable ASCII; does not show it
     */
    public static Secret of(final char[] value) {
        return checked(taken(value), "memory");
    }

    /** As {@link #of}, for what a venue sent; null when it cannot be one. */
    static @Nullable Secret ofReceived(final char[] value) {
        final byte[] bytes = taken(value);
        return isGood(bytes) ? new Secret(bytes) : null;
    }

    /**
     * Resolves a reference: {@code file:PATH}, or {@code env:NAME}.
     *
     * @param reference   where the secret is
     * @param environment looks a variable up; null for none
     * @return the secret
     * @throws IllegalArgumentException when the reference is neither, leads nowhere, or to a file that others may read;
     *     names the reference, never what it holds
     */
    public static Secret resolve(final String reference, final UnaryOperator<String> environment) {
        if (reference.startsWith(FILE)) {
            return fromFile(Path.of(reference.substring(FILE.length())));
        }
        if (!reference.startsWith(ENVIRONMENT)) {
            throw new IllegalArgumentException("a secret is given as file:PATH or env:NAME");
        }
        final String value = environment.apply(reference.substring(ENVIRONMENT.length()));
        if (value == null) {
            throw new IllegalArgumentException("secret not found: reference=" + reference);
        }
        return checked(value.strip().getBytes(StandardCharsets.US_ASCII), reference);
    }

    /**
     * Reads a secret from a file that its owner alone may read.
     *
     * @param path of the file; white space around the secret is not part of it
     * @return the secret
     * @throws IllegalArgumentException when it cannot be read or others may read it; names the path
     */
    public static Secret fromFile(final Path path) {
        try {
            final Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
            permissions.retainAll(TOO_OPEN);
            if (!permissions.isEmpty()) {
                throw new IllegalArgumentException(
                        "secret file is open to others: path=" + path + ", expected mode 0400");
            }
            final byte[] bytes = Files.readAllBytes(path);
            final byte[] stripped = strip(bytes);
            Arrays.fill(bytes, (byte) 0);
            return checked(stripped, FILE + path);
        } catch (final IOException | UnsupportedOperationException e) {
            throw new IllegalArgumentException("secret file cannot be read: path=" + path, e);
        }
    }

    /** {@return the bytes themselves, ASCII; never to be kept, copied into text or changed} */
    byte[] bytes() {
        return value;
    }

    /** Overwrites it. Idempotent. */
    @Override
    public void close() {
        Arrays.fill(value, (byte) 0);
    }

    /** {@return a constant that says nothing} */
    @Override
    public String toString() {
        return "Secret[hidden]";
    }

    private static byte[] strip(final byte[] bytes) {
        int from = 0;
        int to = bytes.length;
        while (from < to && bytes[from] <= ' ') {
            from++;
        }
        while (to > from && bytes[to - 1] <= ' ') {
            to--;
        }
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] taken(final char[] value) {
        final byte[] bytes = new byte[value.length];
        for (int i = 0; i < value.length; i++) {
            bytes[i] = value[i] < 0x7f ? (byte) value[i] : 0;
            value[i] = 0;
        }
        return bytes;
    }

    private static Secret checked(final byte[] bytes, final String where) {
        if (!isGood(bytes)) {
            throw new IllegalArgumentException("secret is empty, too long or not printable: from=" + where);
        }
        return new Secret(bytes);
    }

    /** Overwrites what is not. */
    private static boolean isGood(final byte[] bytes) {
        boolean isGood = bytes.length > 0 && bytes.length <= LONGEST;
        for (final byte b : bytes) {
            isGood &= b > ' ' && b < 0x7f;
        }
        if (!isGood) {
            Arrays.fill(bytes, (byte) 0);
        }
        return isGood;
    }
}
