package io.gimbal.perf.violations.engine.greeks;

import org.agrona.collections.Int2IntHashMap;
import org.agrona.collections.IntHashSet;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.Object2IntHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/** State that leaks between runs or threads, or that is walked in the order of a hash. */
final class State {
    private State() {}

    static final class MutableStatic {
        static int count;
    }

    static final class Volatile {
        volatile int count;
    }

    static final class Synchronized {
        private int count;

        synchronized int next() {
            return ++count;
        }
    }

    static final class MapWalk {
        private final Long2ObjectHashMap<String> names = new Long2ObjectHashMap<>();

        int length() {
            int length = 0;
            for (final String name : names.values()) {
                length += name.length();
            }
            return length;
        }
    }

    static final class ForEachWalk {
        private final Int2IntHashMap values = new Int2IntHashMap(-1);
        private int sum;

        int sum() {
            values.forEachInt((key, value) -> sum += value);
            return sum;
        }
    }

    static final class SetWalk {
        private final IntHashSet ids = new IntHashSet();

        int first() {
            return ids.iterator().nextValue();
        }
    }

    static final class IdentityKeys {
        private final Object2IntHashMap<Object> ids = new Object2IntHashMap<>(-1);

        int size() {
            return ids.size();
        }
    }

    static final class LookUp {
        private static final int LIMIT = 3;
        private final Int2IntHashMap values = new Int2IntHashMap(-1);
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[8]);

        int value(final int key) {
            return Math.min(LIMIT, values.get(key) + buffer.getInt(0));
        }
    }
}
