package io.gimbal.engine.analysis.whatif;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.OrderGateway;
import java.util.List;

/** Where the orders of one run go. Owned by the thread that steps the run; used for one run. */
interface TradingVenue extends AutoCloseable {
    /** Takes the commands. */
    OrderGateway gateway();

    /**
     * What it answers.
     *
     * @return commands' fates and executions, nothing else of an account
     */
    Feed replies();

    /** What has to be stepped beside the market; nothing unless it has a life of its own. */
    List<Feed> beside();

    /**
     * Lets it see the market that was delivered.
     *
     * @param target takes every event
     * @return an ingress that hands events on and shows them here once they were accepted
     */
    Ingress shown(Ingress target);

    @Override
    void close();
}
