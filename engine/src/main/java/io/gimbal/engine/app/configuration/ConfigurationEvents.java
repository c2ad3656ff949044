package io.gimbal.engine.app.configuration;

import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.hedging.policy.network.NetworkEvents;
import io.gimbal.engine.hedging.policy.network.NetworkShape;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.HedgeCandidateEncoder;

/**
 * Tells the engine its settings: the effective configuration as input events, in the order engine, then book,
 * network and limits of each underlying. Used at start by the thread that owns the ingress.
 */
public final class ConfigurationEvents {
    private final EventPublisher events = new EventPublisher();

    /** Creates the encoders. */
    public ConfigurationEvents() {}

    /**
     * Offers the settings that hold for every underlying.
     *
     * @param settings      section engine
     * @param rate          section rate
     * @param ingress       where the event goes
     * @param receiveTimeNs engine time of the start, epoch nanoseconds
     * @return what the ingress said
     */
    public long offerEngine(
            final EngineSettings settings, final RateSettings rate, final Ingress ingress, final long receiveTimeNs) {
        events.engineConfiguration()
                .decisionHeartbeatNs(settings.decisionHeartbeatNs())
                .greeksIntervalNs(settings.greeksIntervalNs())
                .stateHashInterval(settings.stateHashInterval())
                .maxMessages(rate.maxMessages())
                .rateWindowNs(rate.windowNs());
        return events.offer(ingress, receiveTimeNs);
    }

    /**
     * Offers how a book is hedged.
     *
     * @param settings          the book
     * @param underlyingId      its place among the books, from 0
     * @param hedgeInstrumentId the engine's id of its hedge instrument
     * @param ingress           where the event goes
     * @param receiveTimeNs     engine time of the start, epoch nanoseconds
     * @return what the ingress said
     */
    public long offerBook(
            final BookSettings settings,
            final int underlyingId,
            final int hedgeInstrumentId,
            final Ingress ingress,
            final long receiveTimeNs) {
        final HedgingSettings hedging = settings.hedging();
        events.bookConfiguration()
                .targetDelta(hedging.targetCoins())
                .bandHalfWidth(settings.halfWidthCoins())
                .intervalNs(hedging.intervalNs())
                .priceOffsetTicks(hedging.priceOffsetTicks())
                .underlyingId(underlyingId)
                .hedgeInstrumentId(hedgeInstrumentId)
                .sense(settings.sense())
                .projection(hedging.projection())
                .policy(hedging.policy())
                .landing(hedging.landing())
                .volSource(hedging.volSource())
                .hedgeRatio(hedging.hedgeRatio())
                .riskAversion(hedging.riskAversion())
                .costRate(hedging.costRate())
                .costPerOrder(hedging.costPerOrder())
                .priceMove(hedging.priceMove())
                .upperHalfWidth(settings.upperHalfWidthCoins())
                .landingShare(hedging.landingShare())
                .hedgeOn((short) hedging.hedgeOn());
        return events.offer(ingress, receiveTimeNs);
    }

    /**
     * Offers what is forecast of a book, and what says how much it holds, where it has them. After the book itself.
     *
     * @param settings      the book
     * @param underlyingId  its place among the books, from 0
     * @param ingress       where the events go
     * @param receiveTimeNs engine time of the start, epoch nanoseconds
     */
    public void offerOutlook(
            final BookSettings settings, final int underlyingId, final Ingress ingress, final long receiveTimeNs) {
        if (settings.forecast().isWanted()) {
            settings.forecast().encode(events.forecastConfiguration().underlyingId(underlyingId));
            events.offer(ingress, receiveTimeNs);
        }
        if (settings.strategy().isWanted()) {
            settings.strategy().encode(events.strategyConfiguration().underlyingId(underlyingId));
            events.offer(ingress, receiveTimeNs);
        }
    }

    /**
     * Offers how a book's needs become orders. Of one order that takes nothing is said: that is what the engine does.
     *
     * @param settings      the choice; not that of a taker
     * @param underlyingId  the book's place among the books, from 0
     * @param ingress       where the event goes
     * @param receiveTimeNs engine time of the start, epoch nanoseconds
     * @return what the ingress said
     */
    public long offerExecution(
            final ExecutionChoice settings, final int underlyingId, final Ingress ingress, final long receiveTimeNs) {
        events.executionConfiguration()
                .takeMultiple(settings.takeMultiple())
                .crossMultiple(settings.crossMultiple())
                .depthShare(settings.depthShare())
                .urgency(settings.urgency())
                .horizonNs(settings.horizonNs())
                .resizeLots(settings.resizeLots())
                .repegTicks(settings.repegTicks())
                .displayLots(settings.displayLots())
                .slices(settings.slices())
                .underlyingId(underlyingId)
                .tactic(settings.tactic());
        return events.offer(ingress, receiveTimeNs);
    }

    /**
     * Offers a book's network, part by part.
     *
     * @param network       trained
     * @param underlyingId  the book's place among the books, from 0
     * @param ingress       where the events go
     * @param receiveTimeNs engine time of the start, epoch nanoseconds
     * @return what the ingress said of the last part
     */
    public long offerNetwork(
            final BandNetwork network, final int underlyingId, final Ingress ingress, final long receiveTimeNs) {
        long said = 0;
        for (int part = 0; part < NetworkShape.CHUNKS; part++) {
            NetworkEvents.write(network, part, events.policyNetwork().underlyingId(underlyingId));
            said = events.offer(ingress, receiveTimeNs);
        }
        return said;
    }

    /**
     * Offers an instrument that may carry a book's hedge.
     *
     * @param settings      the candidate
     * @param underlyingId  the book's place among the books, from 0
     * @param spec          its instrument, whose fees hold where the settings state none
     * @param ingress       where the event goes
     * @param receiveTimeNs engine time of the start, epoch nanoseconds
     * @return what the ingress said
     */
    public long offerCandidate(
            final HedgeCandidateSettings settings,
            final int underlyingId,
            final InstrumentSpec spec,
            final Ingress ingress,
            final long receiveTimeNs) {
        final HedgeCandidateEncoder event = events.hedgeCandidate();
        final HedgeCandidateSettings.Cross cross = settings.cross();
        if (cross != null) {
            cross.encode(event);
        }
        event.takerFeeRate(settings.takerFeeRate(spec.takerFeeRate()))
                .makerFeeRate(settings.makerFeeRate(spec.makerFeeRate()))
                .impactRate(settings.impactRate())
                .marginRate(settings.marginRate())
                .maxPositionUsd(settings.maxPositionUsd())
                .instrumentId(spec.instrumentId())
                .underlyingId(underlyingId)
                .connectionId(settings.connection())
                .marketConnectionId(settings.marketConnection());
        return events.offer(ingress, receiveTimeNs);
    }

    /**
     * Offers how a book chooses among its candidates.
     *
     * @param settings      section book.choice
     * @param underlyingId  the book's place among the books, from 0
     * @param ingress       where the event goes
     * @param receiveTimeNs engine time of the start, epoch nanoseconds
     * @return what the ingress said
     */
    public long offerChoice(
            final InstrumentChoiceSettings settings,
            final int underlyingId,
            final Ingress ingress,
            final long receiveTimeNs) {
        events.instrumentChoiceConfiguration()
                .horizonNs(settings.horizonNs())
                .intervalNs(settings.intervalNs())
                .confidence(settings.confidence())
                .turnover(settings.turnover())
                .makerShare(settings.makerShare())
                .marginCostRate(settings.marginCostRate())
                .riskAversion(settings.basisAversion())
                .basisHalfLifeNs(settings.basisHalfLifeNs())
                .rollBeforeNs(settings.rollBeforeNs())
                .levelLimitUsd(settings.levelLimitUsd())
                .slopeLimitUsdYears(settings.slopeLimitUsdYears())
                .underlyingId(underlyingId)
                .ratio(settings.ratio())
                .maxSplits((short) settings.maxSplits())
                .splitOrderUsd(settings.splitOrderUsd())
                .splitWithin(settings.splitWithin());
        return events.offer(ingress, receiveTimeNs);
    }

    /**
     * Offers a book's hard limits.
     *
     * @param settings      the limits
     * @param underlyingId  the book's place among the books, from 0
     * @param ingress       where the event goes
     * @param receiveTimeNs engine time of the start, epoch nanoseconds
     * @return what the ingress said
     */
    public long offerLimits(
            final LimitSettings settings, final int underlyingId, final Ingress ingress, final long receiveTimeNs) {
        events.limitsConfiguration()
                .maxOrderUsd(settings.maxOrderUsd())
                .maxPositionUsd(settings.maxPositionUsd())
                .collarRate(settings.collarRate())
                .maxIndexAgeNs(settings.maxIndexAgeNs())
                .maxForwardAgeNs(settings.maxForwardAgeNs())
                .maxVolAgeNs(settings.maxVolAgeNs())
                .maxQuoteAgeNs(settings.maxQuoteAgeNs())
                .maxCommandAgeNs(settings.maxCommandAgeNs())
                .rejectBackOffNs(settings.rejectBackOffNs())
                .underlyingId(underlyingId);
        return events.offer(ingress, receiveTimeNs);
    }

    /**
     * Offers the limits of a book's gamma and vega; nothing where no options are traded.
     *
     * @param settings      the book's overlay
     * @param underlyingId  the book's place among the books, from 0
     * @param ingress       where the event goes
     * @param receiveTimeNs engine time of the start, epoch nanoseconds
     * @return what the ingress said, 0 where nothing is told
     */
    public long offerOverlay(
            final OverlaySettings settings, final int underlyingId, final Ingress ingress, final long receiveTimeNs) {
        return settings.offer(events, underlyingId, ingress, receiveTimeNs);
    }
}
