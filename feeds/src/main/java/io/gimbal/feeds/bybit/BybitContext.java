package io.gimbal.feeds.bybit;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.Transport;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@link BybitFeed} needs. Set, then concluded once by {@link BybitFeed#launch}, and frozen from there. */
public final class BybitContext {
    /** Characters that the arguments of one connection's subscriptions may take, by the venue's rule. */
    public static final int MAX_ARGUMENTS_LENGTH = 21_000;

    /** Where options are followed. */
    public static final String PUBLIC_URL = "wss://stream.bybit.com/v5/public/option";

    private @Nullable Transport transport;
    private List<InstrumentSpec> options = List.of();
    private int connectionId;
    private long seed;
    private boolean isConcluded;

    /** Creates a context without transport and options. */
    public BybitContext() {}

    /**
     * Sets the connection; the feed owns it from then on.
     *
     * @param value to the venue's public option stream
     * @return this
     */
    public BybitContext transport(final Transport value) {
        checkOpen();
        transport = value;
        return this;
    }

    /**
     * Sets what is followed.
     *
     * @param values options as {@link BybitListing} gives them
     * @return this
     */
    public BybitContext options(final List<InstrumentSpec> values) {
        checkOpen();
        options = List.copyOf(values);
        return this;
    }

    /**
     * Sets the number under which the connection reports its state; 0 until told otherwise.
     *
     * @param value from 0
     * @return this
     */
    public BybitContext connectionId(final int value) {
        checkOpen();
        connectionId = value;
        return this;
    }

    /**
     * Sets what the pauses between attempts are drawn from; 0 until told otherwise.
     *
     * @param value any
     * @return this
     */
    public BybitContext seed(final long value) {
        checkOpen();
        seed = value;
        return this;
    }

    /** {@return the connection} */
    Transport transport() {
        if (transport == null) {
            throw new IllegalStateException("a feed needs a transport");
        }
        return transport;
    }

    List<InstrumentSpec> options() {
        return options;
    }

    int connectionId() {
        return connectionId;
    }

    long seed() {
        return seed;
    }

    /** Checks everything once. */
    BybitContext conclude() {
        checkOpen();
        transport();
        if (options.isEmpty()) {
            throw new IllegalArgumentException("a feed needs options to follow");
        }
        final Set<String> names = new HashSet<>();
        for (final InstrumentSpec option : options) {
            if (!names.add(option.name())) {
                throw new IllegalArgumentException("followed twice: name=" + option.name());
            }
        }
        final int length = new Topics(options).argumentsLength();
        if (length > MAX_ARGUMENTS_LENGTH) {
            throw new IllegalArgumentException("more options than one connection may follow: options=" + options.size()
                    + ", characters=" + length + ", limit=" + MAX_ARGUMENTS_LENGTH);
        }
        isConcluded = true;
        return this;
    }

    private void checkOpen() {
        if (isConcluded) {
            throw new IllegalStateException("the context was concluded");
        }
    }
}
