package io.gimbal.engine.app.session;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.recorded.CaptureMarket;
import io.gimbal.feeds.recorded.ListedOption;
import java.util.List;

/**
 * A capture between two times. It plays from its first frame, so that books and options are known when trading begins.
 *
 * @param market captured
 * @param fromNs when trading begins, epoch nanoseconds
 * @param toNs   when it ends
 */
public record CaptureSource(CaptureMarket market, long fromNs, long toNs) implements MarketSource {
    @Override
    public List<ListedOption> listed() {
        return market.listAt(fromNs);
    }

    @Override
    public Feed play(final List<InstrumentSpec> instruments) {
        return market.play(instruments, market.firstTimeNs(), toNs + 1);
    }

    @Override
    public long playFromNs() {
        return market.firstTimeNs();
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
