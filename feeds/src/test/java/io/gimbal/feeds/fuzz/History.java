package io.gimbal.feeds.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Runs inputs of lines against something that is dear to make, and so is made anew only now and then. When one fails,
 * all since the last making are written to one file, which as a single input fails again, with {@code gimbal.fuzz.lines}
 * as high as it has lines. An empty line stands between two of them, so it must end an input's work.
 *
 * @param <T> what the inputs are run against
 */
public final class History<T extends AutoCloseable> {
    /** Runs one input. */
    @FunctionalInterface
    public interface Run<T> {
        /**
         * Runs it.
         *
         * @param subject what it is run against
         * @param input   the input
         */
        void run(T subject, byte[] input);
    }

    private static final int INPUTS = 64;

    private final Supplier<T> maker;
    private final Run<T> run;
    private final ByteArrayOutputStream inputs = new ByteArrayOutputStream();
    private T subject;
    private int count;

    /**
     * Prepares.
     *
     * @param maker makes what the inputs are run against
     * @param run   how
     */
    public History(final Supplier<T> maker, final Run<T> run) {
        this.maker = maker;
        this.run = run;
        subject = maker.get();
    }

    /**
     * Runs an input.
     *
     * @param input the input
     */
    public void add(final byte[] input) {
        if (count++ == INPUTS) {
            renew();
        }
        if (inputs.size() > 0) {
            inputs.write('\n');
            inputs.write('\n');
        }
        inputs.writeBytes(input);
        try {
            run.run(subject, input);
        } catch (final RuntimeException | Error e) {
            keep();
            renew();
            throw e;
        }
    }

    /** Makes a new one. */
    public void renew() {
        try {
            subject.close();
        } catch (final Exception e) {
            throw new IllegalStateException(e);
        }
        subject = maker.get();
        inputs.reset();
        count = 1;
    }

    private void keep() {
        final String folder = System.getProperty("gimbal.fuzz.findings", "");
        if (!folder.isEmpty()) {
            try {
                Files.write(Path.of(folder, "history-" + System.nanoTime()), inputs.toByteArray());
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
