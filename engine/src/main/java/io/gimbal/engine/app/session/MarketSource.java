package io.gimbal.engine.app.session;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.recorded.ListedOption;
import java.util.List;

/** Where a session's market comes from. */
public interface MarketSource {
    /**
     * What is listed when trading begins.
     *
     * @return options that a book may be resolved on
     */
    List<ListedOption> listed();

    /**
     * The market as a feed.
     *
     * @param instruments what the session holds or trades
     * @return events of these instruments and of their underlyings, from {@link #playFromNs()} on
     */
    Feed play(List<InstrumentSpec> instruments);

    /** {@return receive time of the first event that may be played, epoch nanoseconds} */
    long playFromNs();

    /** {@return when trading may begin, epoch nanoseconds} */
    long tradeFromNs();

    /** {@return when the session ends, epoch nanoseconds} */
    long endNs();
}
