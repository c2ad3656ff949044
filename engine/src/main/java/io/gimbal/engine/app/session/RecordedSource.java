package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.SimulationSettings;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.recorded.ListedOption;
import io.gimbal.feeds.recorded.Playback;
import io.gimbal.feeds.recorded.RecordedFeed;
import io.gimbal.feeds.recorded.RecordedMarket;
import java.util.List;

/**
 * A recorded market between two times. Playing begins the configured warm-up before trading, so that every option has
 * been seen.
 *
 * @param market     recorded
 * @param simulation warm-up and declared quotes
 * @param fromNs     when trading begins, epoch nanoseconds
 * @param toNs       when it ends
 */
public record RecordedSource(RecordedMarket market, SimulationSettings simulation, long fromNs, long toNs)
        implements MarketSource {
    /** A scaled basis point over a scaled rate. */
    private static final long BASIS_POINTS_PER_UNIT = 10_000L;

    @Override
    public List<ListedOption> listed() {
        return market.listAt(fromNs);
    }

    @Override
    public RecordedFeed play(final List<InstrumentSpec> instruments) {
        return market.play(Playback.of(instruments, playFromNs(), toNs + 1)
                .withQuotes(simulation.halfSpreadBp() / BASIS_POINTS_PER_UNIT, simulation.quoteAmountUsd()));
    }

    @Override
    public long playFromNs() {
        return fromNs - simulation.warmUpNs();
    }

    @Override
    public long tradeFromNs() {
        return fromNs;
    }

    @Override
    public long endNs() {
        return toNs;
    }
}
