package io.gimbal.engine.app;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error where that is a terminal, else nothing. Owned by the thread that runs the verb. */
final class Progress implements AutoCloseable {
    private static final int UPDATE_MS = 200;

    private final @Nullable ProgressBar bar;

    private Progress(final @Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static Progress of(final String task, final long total, final Streams streams, final boolean isQuiet) {
        if (isQuiet || !Terminal.isWatched()) {
            return new Progress(null);
        }
        return new Progress(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MS)
                .setConsumer(new ConsoleProgressBarConsumer(streams.err()))
                .build());
    }

    void at(final long done) {
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
