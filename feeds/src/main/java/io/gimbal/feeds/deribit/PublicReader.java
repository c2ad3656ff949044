package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.journal.codec.InstrumentState;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** The public channels of a selection as events, by way of a {@link MarketAdapter}. Owned by the market session's thread. */
final class PublicReader implements PublicFrames, MarketHandler {
    /** More states than any expiry changes at once. */
    private static final int MOST_OTHERS = 8_192;

    private final MarketAdapter adapter;
    private final VenueCounters counters;
    private final List<String> broken = new ArrayList<>();
    private final List<StateOfOther> others = new ArrayList<>();
    private long malformedSeen;

    PublicReader(final MarketSelection selection, final VenueCounters counters) {
        this.counters = counters;
        adapter = new MarketAdapter(selection.checks(), this);
        for (int id = 0; id < selection.underlyings().size(); id++) {
            if (selection.underlyings().get(id).isFollowed()) {
                adapter.underlying(selection.underlyings().get(id).indexName(), id);
            }
        }
        for (final InstrumentSpec spec : selection.followed()) {
            adapter.instrument(spec);
        }
        for (final String channel : selection.channels()) {
            adapter.channel(channel);
        }
    }

    @Override
    public boolean onFrame(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long receiveTimeNs,
            final Ingress out) {
        final boolean isNotification =
                adapter.onFrame(buffer, offset, length, receiveTimeNs, out) == FrameKind.NOTIFICATION;
        final long malformed = adapter.malformed().total();
        if (isNotification && malformed != malformedSeen) {
            counters.add(Count.MALFORMED, malformed - malformedSeen);
        }
        malformedSeen = malformed;
        return isNotification;
    }

    @Override
    public List<String> broken() {
        return broken;
    }

    @Override
    public List<StateOfOther> others() {
        return others;
    }

    @Override
    public void restart() {
        broken.clear();
        adapter.restart();
    }

    @Override
    public void onGap(final MarketChannel channel) {
        broken.add(channel.name());
    }

    @Override
    public void onUnknownInstrument(final AsciiText name, final InstrumentState state) {
        counters.increment(Count.UNLISTED_INSTRUMENTS);
        if (others.size() < MOST_OTHERS) {
            others.add(new StateOfOther(name.toString(), state));
        }
    }

    MalformedFrames malformed() {
        return adapter.malformed();
    }
}
