package io.gimbal.engine.app;

import io.gimbal.engine.app.session.EngineSession;
import io.gimbal.engine.app.session.SessionContext;
import io.gimbal.engine.app.session.SessionResult;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Runs a session in the foreground: an interrupt ends it in order, a terminal sees how it goes. Owned by the thread that
 * runs the verb.
 */
final class SessionRunner {
    private static final long REDRAW_MS = 200;
    private static final long SHUTDOWN_SECONDS = 30;

    private final Streams streams;
    private final boolean isJson;

    /** Tells the thread that a signal started how the session ended. */
    private static final class Ending {
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile boolean isInOrder;
    }

    SessionRunner(final Streams streams, final boolean isJson) {
        this.streams = streams;
        this.isJson = isJson;
    }

    /**
     * Runs a session and reports what it did. A signal waits until that is said.
     *
     * @param context what the session is made of
     * @param line    how it goes, for a terminal
     * @return the result
     */
    SessionResult run(final SessionContext context, final Function<EngineSession, String> line) {
        final Ending ending = new Ending();
        context.configuration().warnings().forEach(warning -> streams.message("warning: " + warning.text()));
        try {
            final SessionResult result = run(context, line, ending);
            ending.isInOrder = true;
            return result;
        } finally {
            ending.closed.countDown();
        }
    }

    private SessionResult run(
            final SessionContext context, final Function<EngineSession, String> line, final Ending ending) {
        final CountDownLatch ended = new CountDownLatch(1);
        try (EngineSession session = EngineSession.open(context)) {
            final Thread hook = new Thread(() -> stopAndWait(session, ending), "gimbal-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            final Thread painter = paint(session, line, ended);
            try {
                final SessionResult result = session.run();
                ended.countDown();
                join(painter);
                report(result);
                return result;
            } finally {
                ended.countDown();
                removeHook(hook);
            }
        }
    }

    /** A session that was asked to end and did so in order has nothing to report to a supervisor but success. */
    private static void stopAndWait(final EngineSession session, final Ending ending) {
        session.stop();
        try {
            final boolean isClosed = ending.closed.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
            if (isClosed && ending.isInOrder) {
                Runtime.getRuntime().halt(ExitCode.OK);
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

    private void report(final SessionResult result) {
        if (isJson) {
            streams.json(result);
            return;
        }
        SummaryText.lines(result).forEach(streams::line);
        streams.line("output hash " + result.outputHash() + ", state hash " + result.stateHash());
        streams.line("journal " + result.journal() + "; prove it: gimbal replay " + result.journal());
    }
}
