package io.gimbal.engine.app.configuration;

import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.DeltaConfigurationDecoder;
import io.gimbal.journal.codec.ExecutionConfigurationDecoder;
import io.gimbal.journal.codec.ForecastConfigurationDecoder;
import io.gimbal.journal.codec.HedgeCandidateDecoder;
import io.gimbal.journal.codec.InstrumentChoiceConfigurationDecoder;
import io.gimbal.journal.codec.LimitsConfigurationDecoder;
import io.gimbal.journal.codec.PolicyNetworkDecoder;
import io.gimbal.journal.codec.StrategyConfigurationDecoder;
import io.gimbal.journal.codec.TriggerStepDecoder;
import java.util.List;

/**
 * Tells the engine all that a desk says of one book, in the one order in which it is told. Used at start by the thread that
 * owns the ingress.
 */
public final class BookEvents {
    /** Template ids of what a book is told, in order; an event may be absent, or stand more than once in a row. */
    static final List<Integer> ORDER = List.of(
            BookConfigurationDecoder.TEMPLATE_ID,
            PolicyNetworkDecoder.TEMPLATE_ID,
            LimitsConfigurationDecoder.TEMPLATE_ID,
            DeltaConfigurationDecoder.TEMPLATE_ID,
            TriggerStepDecoder.TEMPLATE_ID,
            ForecastConfigurationDecoder.TEMPLATE_ID,
            StrategyConfigurationDecoder.TEMPLATE_ID,
            ExecutionConfigurationDecoder.TEMPLATE_ID,
            HedgeCandidateDecoder.TEMPLATE_ID,
            InstrumentChoiceConfigurationDecoder.TEMPLATE_ID);

    private final ConfigurationEvents settings = new ConfigurationEvents();
    private final TimingEvents timing = new TimingEvents();

    /** Creates the encoders. */
    public BookEvents() {}

    /**
     * Offers all of it.
     *
     * @param book              its settings
     * @param underlyingId      its place among the books, from 0
     * @param hedgeInstrumentId the engine's id of its hedge instrument
     * @param candidates        instruments of {@link BookSettings#hedges}, in that order
     * @param ingress           where the events go
     * @param receiveTimeNs     engine time of the start, epoch nanoseconds
     */
    public void offer(
            final BookSettings book,
            final int underlyingId,
            final int hedgeInstrumentId,
            final List<InstrumentSpec> candidates,
            final Ingress ingress,
            final long receiveTimeNs) {
        settings.offerBook(book, underlyingId, hedgeInstrumentId, ingress, receiveTimeNs);
        final BandNetwork network = book.hedging().network();
        if (network != null) {
            settings.offerNetwork(network, underlyingId, ingress, receiveTimeNs);
        }
        settings.offerLimits(book.limits(), underlyingId, ingress, receiveTimeNs);
        timing.offer(book.hedging().timing(), underlyingId, ingress, receiveTimeNs);
        settings.offerOutlook(book, underlyingId, ingress, receiveTimeNs);
        if (!book.execution().isTaker()) {
            settings.offerExecution(book.execution(), underlyingId, ingress, receiveTimeNs);
        }
        // What a perpetual of another coin leaves must cost something: how to choose is said first where there is one.
        final boolean isCrossing = book.hedges().stream().anyMatch(HedgeCandidateSettings::isCross);
        if (isCrossing) {
            offerChoice(book, underlyingId, ingress, receiveTimeNs);
        }
        for (int i = 0; i < book.hedges().size(); i++) {
            settings.offerCandidate(book.hedges().get(i), underlyingId, candidates.get(i), ingress, receiveTimeNs);
        }
        if (!isCrossing) {
            offerChoice(book, underlyingId, ingress, receiveTimeNs);
        }
    }

    private void offerChoice(
            final BookSettings book, final int underlyingId, final Ingress ingress, final long receiveTimeNs) {
        final InstrumentChoiceSettings choice = book.choice();
        if (choice != null) {
            settings.offerChoice(choice, underlyingId, ingress, receiveTimeNs);
        }
    }
}
