package io.gimbal.perf.violations.engine.pipeline;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Does what is the application's alone, and what nobody may. */
final class Liberties {
    private Liberties() {}

    static final class NanoClock {
        long now() {
            return System.nanoTime();
        }
    }

    static final class CalendarClock {
        Instant now() {
            return Instant.now();
        }
    }

    static final class Sleeper {
        void sleep() throws InterruptedException {
            Thread.sleep(1);
        }
    }

    static final class UnitSleeper {
        void sleep() throws InterruptedException {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    static final class Exiter {
        void exit() {
            System.exit(1);
        }
    }

    static final class Halter {
        void halt() {
            Runtime.getRuntime().halt(1);
        }
    }

    static final class Printer {
        void print(final Exception failure) {
            System.out.println("done");
            failure.printStackTrace();
        }
    }
}
