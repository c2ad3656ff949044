package io.gimbal.perf.violations.engine.greeks;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;

/** Types that the core may not mention, one per class. */
final class Machine {
    private Machine() {}

    static final class Calendar {
        long now() {
            return Instant.now().toEpochMilli();
        }
    }

    static final class Seeded {
        long next() {
            return new SplittableRandom(1).nextLong();
        }
    }

    static final class Unseeded {
        long next() {
            return ThreadLocalRandom.current().nextLong();
        }
    }

    static final class Identifier {
        UUID next() {
            return UUID.randomUUID();
        }
    }

    static final class MapHolder {
        private final HashMap<String, String> map = new HashMap<>();

        int size() {
            return map.size();
        }
    }

    static final class SetHolder {
        private final HashSet<String> set = new HashSet<>();

        int size() {
            return set.size();
        }
    }

    static final class IdentityHolder {
        private final IdentityHashMap<String, String> map = new IdentityHashMap<>();

        int size() {
            return map.size();
        }
    }

    static final class FileReader {
        String text(final Path path) throws IOException {
            return Files.readString(path);
        }
    }

    static final class Threaded {
        void start(final Executor executor, final Runnable work) {
            executor.execute(work);
        }
    }

    static final class Counted {
        private final AtomicLong count = new AtomicLong();

        long count() {
            return count.get();
        }
    }

    static final class Locked {
        private final ReentrantLock lock = new ReentrantLock();

        boolean isHeld() {
            return lock.isLocked();
        }
    }

    static final class Reflective {
        String name(final Method method) {
            return method.getName();
        }
    }

    static final class Chatty {
        void say(final Logger log) {
            log.warn("delta out of band");
        }
    }

    static final class Localised {
        Locale locale() {
            return Locale.getDefault();
        }
    }

    static final class Strict {
        double exp(final double x) {
            return StrictMath.exp(x);
        }
    }

    static final class Building {
        int length(final StringBuilder text) {
            return text.length();
        }
    }
}
