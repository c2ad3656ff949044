package io.gimbal.perf.allocation;

import io.gimbal.engine.market.CoinMarket;
import io.gimbal.engine.market.GbmWorld;
import io.gimbal.engine.pipeline.LastLookContext;
import io.gimbal.engine.pipeline.Preamble;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.feeds.recorded.ListedOption;
import io.gimbal.feeds.recorded.QuoteTee;
import io.gimbal.feeds.recorded.SimulatedGateway;
import io.gimbal.journal.Frame;
import io.gimbal.journal.Journal;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.RunMode;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Sixty options of a simulated market, hedged in a narrow band, and everything a pipeline needs around them. */
final class HedgedMarket {
    /** 2026-01-05T09:00:00Z. */
    static final long START_NS = 1_767_603_600_000_000_000L;

    private static final long ONE = 100_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int OPTIONS = 60;

    private final List<InstrumentSpec> specs = new ArrayList<>();
    private final SimulatedGateway venue;
    private final GbmWorld world;
    private final EventPublisher publisher = new EventPublisher();
    private final Preamble preamble = new Preamble();
    private final Ingress ingress = this::add;

    HedgedMarket() {
        final VenueProfile profile = VenueProfile.deribit();
        final GbmWorld.Context context = new GbmWorld.Context()
                .markets(List.of(CoinMarket.btc()))
                .seed(42)
                .startNs(START_NS);
        specs.add(profile.spec("BTC-PERPETUAL", 0, 0));
        final List<ListedOption> listed = GbmWorld.listed(context);
        for (int i = 0; i < OPTIONS; i++) {
            specs.add(profile.spec(listed.get(i * listed.size() / OPTIONS).name(), i + 1, 0));
        }
        world = new GbmWorld(context.specs(specs));
        venue = new SimulatedGateway(new SimulatedGateway.Context().specs(specs).profile(profile));
    }

    SimulatedGateway venue() {
        return venue;
    }

    /** The market as the venue sees it too. */
    Feed feed() {
        return new Feed() {
            private @Nullable QuoteTee tee;

            @Override
            public long nextTimeNs() {
                return world.nextTimeNs();
            }

            @Override
            public int poll(final long nowNs, final int limit, final Ingress target) {
                QuoteTee through = tee;
                if (through == null) {
                    through = new QuoteTee(target, venue);
                    tee = through;
                }
                return world.poll(nowNs, limit, through);
            }

            @Override
            public void close() {
                world.close();
            }
        };
    }

    LastLookContext lastLook() {
        return new LastLookContext()
                .messages(1_000, 10, SECOND_NS)
                .underlying(0, 100_000_000L * ONE, ONE / 10)
                .instrument(0, 0, specs.get(0).kind(), specs.get(0).settlement());
    }

    private long add(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        preamble.add(buffer, offset, length, receiveTimeNs);
        return 0;
    }

    private void offer() {
        publisher.offer(ingress, START_NS);
    }

    Preamble opening(final Journal journal) {
        publisher
                .genesis()
                .startTimeNs(START_NS)
                .generation(journal.generation())
                .epoch(journal.epoch())
                .formatVersion(Frame.FORMAT)
                .mode(RunMode.BACKTEST)
                .codeVersion("test")
                .jdk("test")
                .instance("test");
        offer();
        publisher.underlyingDefinition().underlyingId(0).coin("BTC").indexName("btc_usd");
        offer();
        for (final InstrumentSpec spec : specs) {
            publisher.define(spec, InstrumentState.OPEN);
            offer();
        }
        configure();
        for (final InstrumentSpec spec : specs) {
            publisher
                    .positionSnapshot()
                    .instrumentId(spec.instrumentId())
                    .amount(spec.isOption() ? -10 * ONE : 0)
                    .averagePrice(0);
            offer();
        }
        publisher.connectionState().connectionId(0).phase(ConnectionPhase.READY);
        offer();
        return preamble;
    }

    private void configure() {
        publisher
                .engineConfiguration()
                .decisionHeartbeatNs(SECOND_NS / 10)
                .greeksIntervalNs(SECOND_NS / 10)
                .stateHashInterval(65_536)
                .maxMessages(1_000)
                .rateWindowNs(SECOND_NS);
        offer();
        publisher
                .bookConfiguration()
                .underlyingId(0)
                .hedgeInstrumentId(0)
                .bandHalfWidth(ONE / 10)
                .priceOffsetTicks(100)
                .sense(DeltaSense.COIN_NEUTRAL)
                .projection(Projection.FORWARD_OVER_HEDGE)
                .policy(PolicyKind.FIXED_BAND)
                .landing(Landing.TO_TARGET);
        offer();
        publisher
                .limitsConfiguration()
                .underlyingId(0)
                .maxOrderUsd(100_000_000L * ONE)
                .maxPositionUsd(1_000_000_000L * ONE)
                .collarRate(ONE / 10)
                .maxIndexAgeNs(60 * SECOND_NS)
                .maxForwardAgeNs(60 * SECOND_NS)
                .maxVolAgeNs(60 * SECOND_NS)
                .maxQuoteAgeNs(60 * SECOND_NS)
                .maxCommandAgeNs(3_600 * SECOND_NS)
                .rejectBackOffNs(SECOND_NS / 10);
        offer();
        publisher.accountBalance().underlyingId(0).currency(Currency.COIN).balance(1_000 * ONE);
        offer();
    }
}
