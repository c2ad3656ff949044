package io.gimbal.engine.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Raised when the process is asked to end. The process then waits until the verb has closed it, a few seconds at most.
 * Raised by the thread of the JVM's shutdown; read and closed by the thread that runs the verb.
 */
final class StopSignal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean isRaised;
    private volatile boolean isInOrder;

    private StopSignal(final String threadName) {
        hook = new Thread(this::raiseAndWait, threadName);
    }

    /** Begins to listen. */
    static StopSignal install(final String threadName) {
        final StopSignal signal = new StopSignal(threadName);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    boolean isRaised() {
        return isRaised;
    }

    /** The verb did what it was to do until it was asked to end: the process ends with 0, as a supervisor expects. */
    void endInOrder() {
        isInOrder = true;
    }

    /** Everything is closed: the process may end. */
    @Override
    public void close() {
        ended.countDown();
        if (!isRaised) {
            removeHook();
        }
    }

    private void raiseAndWait() {
        isRaised = true;
        try {
            final boolean isEnded = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (isEnded && isInOrder) {
                Runtime.getRuntime().halt(ExitCode.OK);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (final IllegalStateException e) {
            // The process began to go down this moment: the hook finds that all is closed.
            Thread.onSpinWait();
        }
    }
}
