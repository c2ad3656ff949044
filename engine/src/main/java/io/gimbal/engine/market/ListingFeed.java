package io.gimbal.engine.market;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.InstrumentSpec;
import java.util.List;

/** A market in which new expiries and strikes are listed as days pass. */
interface ListingFeed extends Feed {
    /**
     * Says what is to be listed, and speaks of it from one of its next steps on.
     *
     * @param nowNs   when it is listed, epoch nanoseconds: the 08:00 UTC just passed, or soon after
     * @param firstId of the first of them; the others follow densely
     * @return definitions, of instruments that were not listed before; empty when there is nothing new
     */
    List<InstrumentSpec> list(long nowNs, int firstId);
}
