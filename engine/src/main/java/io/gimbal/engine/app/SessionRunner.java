package io.gimbal.engine.app;

import io.gimbal.engine.app.session.EngineSession;
import io.gimbal.engine.app.session.SessionContext;
import io.gimbal.engine.app.session.SessionResult;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Runs a session in the foreground: an interrupt ends it in order, a terminal sees how it goes. Owned by the thread that
 * runs the verb.
 */
final class SessionRunner {
    private static final long REDRAW_MS = 200;
    private static final long SHUTDOWN_SECONDS = 10;

    private final Streams streams;
    private final boolean isJson;

    SessionRunner(final Streams streams, final boolean isJson) {
        this.streams = streams;
        this.isJson = isJson;
    }

    SessionResult run(final SessionContext context, final Function<EngineSession, String> line) {
        final CountDownLatch ended = new CountDownLatch(1);
        try (EngineSession session = EngineSession.open(context)) {
            final Thread hook = new Thread(() -> stopAndWait(session, ended), "gimbal-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            final Thread painter = paint(session, line, ended);
            try {
                return session.run();
            } finally {
                ended.countDown();
                join(painter);
                removeHook(hook);
            }
        }
    }

    private static void stopAndWait(final EngineSession session, final CountDownLatch ended) {
        session.stop();
        try {
            final boolean isEnded = ended.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
            if (!isEnded) {
                return;
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread paint(
            final EngineSession session, final Function<EngineSession, String> line, final CountDownLatch ended) {
        final Thread painter = new Thread(() -> repaint(session, line, ended), "gimbal-status");
        painter.setDaemon(true);
        if (!isJson && Terminal.isWatched()) {
            painter.start();
        }
        return painter;
    }

    private void repaint(
            final EngineSession session, final Function<EngineSession, String> line, final CountDownLatch ended) {
        try {
            boolean isRunning = true;
            while (isRunning) {
                streams.err().print("\r\033[K" + line.apply(session));
                streams.err().flush();
                isRunning = !ended.await(REDRAW_MS, TimeUnit.MILLISECONDS);
            }
            streams.err().print("\r\033[K");
            streams.err().flush();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(final Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(final Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (final IllegalStateException e) {
            // The process is going down already: the hook is what brought us here.
            Thread.onSpinWait();
        }
    }

    void report(final SessionResult result) {
        if (isJson) {
            streams.json(result);
            return;
        }
        streams.line(String.format(
                Locale.ROOT,
                "%d inputs, %d outputs in %.2f s (%.0f inputs/s); market time %.0f s",
                result.inputEvents(),
                result.outputEvents(),
                result.seconds(),
                result.eventsPerSecond(),
                result.marketSeconds()));
        result.books()
                .forEach(book -> streams.line(String.format(
                        Locale.ROOT,
                        "%s: %d orders, %d fills; delta %+.5f, at most %.5f, band %.5f (%.1f bp of spot); breaches %d, answered %d,"
                                + " outside %.3f s (latency %.3f, lot %.3f, data %.3f, refused %.3f)",
                        book.hedgeInstrument(),
                        book.orders(),
                        book.fills(),
                        book.finalDelta(),
                        book.maxAbsDelta(),
                        book.bandCoins(),
                        book.bandSpotMoveBp(),
                        book.breaches(),
                        book.breachesAnswered(),
                        book.secondsOutside().total(),
                        book.secondsOutside().latency(),
                        book.secondsOutside().lot(),
                        book.secondsOutside().dataGap(),
                        book.secondsOutside().refused())));
        streams.line(String.format(
                Locale.ROOT,
                "P&L %.2f USD: hedged %.2f, translation of the opening coins %.2f; fees paid %.2f",
                result.pnlUsd(),
                result.hedgedPnlUsd(),
                result.collateralTranslationUsd(),
                result.feesUsd()));
        streams.line("output hash " + result.outputHash() + ", state hash " + result.stateHash());
        streams.line("journal " + result.journal() + "; prove it: gimbal replay " + result.journal());
    }
}
