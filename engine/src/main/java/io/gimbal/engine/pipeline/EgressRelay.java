package io.gimbal.engine.pipeline;

import io.gimbal.engine.hedging.Egress;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The engine's way out while it is not yet settled where that leads: recovery compares with the journal, then the same
 * engine goes on into a ring. Owned by the thread that drives the engine; directed elsewhere only between two inputs.
 */
public final class EgressRelay implements Egress {
    private @Nullable Egress target;

    /** Builds a relay that leads nowhere yet: it refuses every output. */
    public EgressRelay() {}

    /**
     * Leads the engine's outputs somewhere else.
     *
     * @param next takes all further outputs
     */
    public void direct(final Egress next) {
        target = Objects.requireNonNull(next);
    }

    @Override
    public boolean offer(final DirectBuffer buffer, final int offset, final int length) {
        final Egress current = target;
        return current != null && current.offer(buffer, offset, length);
    }
}
