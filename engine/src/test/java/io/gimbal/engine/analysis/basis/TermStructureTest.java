package io.gimbal.engine.analysis.basis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.analysis.basis.TermStructure.Coin;
import io.gimbal.engine.analysis.basis.TermStructure.Curve;
import io.gimbal.engine.analysis.basis.TermStructure.Kind;
import io.gimbal.engine.analysis.basis.TermStructure.Row;
import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.journal.Frame;
import io.gimbal.journal.Journal;
import io.gimbal.journal.JournalAppender;
import io.gimbal.journal.JournalContext;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.HedgeRatioKind;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.RunMode;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.file.FileStorage;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A market of a perpetual, two dated futures and an option's forward, journaled beside a real engine that chooses among
 * them: what is read of the journal is what the formulas give, and what the engine itself reported.
 */
class TermStructureTest {
    private static final long START_NS = 1_681_344_000_000_000_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long DAY_NS = 24 * HOUR_NS;
    private static final FileStorage STORAGE = new FileStorage();
    private static final int PERPETUAL = 0;
    private static final int NEAR = 1;
    private static final int FAR = 2;
    private static final double INDEX = 30_000;

    @TempDir
    private Path folder = Path.of("");

    /** A journal of both queues, filled event by event. */
    private static final class Market implements AutoCloseable {
        private final EventPublisher events = new EventPublisher();
        private final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
        private final Journal journal;
        private final HedgeEngine engine;
        private long nowNs = START_NS;

        Market(final Path folder) {
            journal = Journal.open(new JournalContext()
                    .directory(folder)
                    .storage(STORAGE)
                    .startTimeNs(START_NS)
                    .blockBytes(1 << 16)
                    .minFreeBytes(0));
            engine = new HedgeEngine(this::onOutput);
            event(publisher -> publisher
                    .genesis()
                    .startTimeNs(nowNs)
                    .generation(journal.generation())
                    .epoch(journal.epoch())
                    .mode(RunMode.PAPER)
                    .instance("basis"));
            event(publisher -> publisher.underlyingDefinition().underlyingId(0).coin("BTC"));
            define(PERPETUAL, InstrumentKind.PERPETUAL, 0, "BTC-PERPETUAL");
            define(NEAR, InstrumentKind.FUTURE, START_NS + 30 * DAY_NS, "BTC-13MAY23");
            define(FAR, InstrumentKind.FUTURE, START_NS + 120 * DAY_NS, "BTC-11AUG23");
        }

        void define(final int id, final InstrumentKind kind, final long expiryNs, final String name) {
            event(publisher -> publisher
                    .instrumentDefinition()
                    .instrumentId(id)
                    .underlyingId(0)
                    .kind(kind)
                    .settlement(Settlement.INVERSE)
                    .optionType(OptionType.NONE)
                    .expiryNs(expiryNs)
                    .contractSize(scaled(10))
                    .minAmount(scaled(10))
                    .tickSize(scaled(0.5))
                    .name(name));
        }

        /** The engine chooses among all three, over two days. */
        void choosing() {
            event(publisher -> publisher
                    .engineConfiguration()
                    .decisionHeartbeatNs(1_000_000_000L)
                    .greeksIntervalNs(1_000_000_000L)
                    .stateHashInterval(65_536)
                    .maxMessages(100)
                    .rateWindowNs(1_000_000_000L));
            event(publisher -> publisher
                    .limitsConfiguration()
                    .underlyingId(0)
                    .maxOrderUsd(scaled(1e6))
                    .maxPositionUsd(scaled(1e7))
                    .collarRate(scaled(0.05))
                    .maxIndexAgeNs(DAY_NS)
                    .maxForwardAgeNs(DAY_NS)
                    .maxVolAgeNs(DAY_NS)
                    .maxQuoteAgeNs(DAY_NS)
                    .maxCommandAgeNs(HOUR_NS)
                    .rejectBackOffNs(1));
            event(publisher -> publisher
                    .bookConfiguration()
                    .underlyingId(0)
                    .hedgeInstrumentId(PERPETUAL)
                    .sense(DeltaSense.COIN_NEUTRAL)
                    .projection(Projection.UNIT)
                    .policy(PolicyKind.FIXED_BAND)
                    .landing(Landing.TO_TARGET)
                    .bandHalfWidth(scaled(0.1))
                    .hedgeRatio(scaled(1)));
            for (int id = PERPETUAL; id <= FAR; id++) {
                final int instrument = id;
                event(publisher -> publisher
                        .hedgeCandidate()
                        .takerFeeRate(scaled(5e-4))
                        .impactRate(scaled(1e-5))
                        .marginRate(scaled(0.1))
                        .maxPositionUsd(scaled(1e9))
                        .instrumentId(instrument)
                        .underlyingId(0)
                        .connectionId(0));
            }
            event(publisher -> publisher
                    .instrumentChoiceConfiguration()
                    .horizonNs(2 * DAY_NS)
                    .intervalNs(HOUR_NS)
                    .confidence(scaled(1))
                    .basisHalfLifeNs(DAY_NS)
                    .rollBeforeNs(2 * DAY_NS)
                    .ratio(HedgeRatioKind.ONE)
                    .underlyingId(0));
            event(publisher -> publisher.connectionState().connectionId(0).phase(ConnectionPhase.READY));
        }

        void quotes(final double perpetual, final double near, final double far) {
            event(publisher -> publisher.indexPrice().underlyingId(0).price(scaled(INDEX)));
            quote(PERPETUAL, perpetual);
            quote(NEAR, near);
            quote(FAR, far);
        }

        void quote(final int id, final double mid) {
            event(publisher -> publisher
                    .quote()
                    .instrumentId(id)
                    .bidPrice(scaled(mid - 0.5))
                    .bidAmount(scaled(1_000))
                    .askPrice(scaled(mid + 0.5))
                    .askAmount(scaled(1_000)));
        }

        void funding(final double rate) {
            event(publisher -> publisher.funding().instrumentId(PERPETUAL).currentRate(scaled(rate)));
        }

        void forward(final long expiryNs, final double price) {
            event(publisher ->
                    publisher.forwardPrice().underlyingId(0).expiryNs(expiryNs).price(scaled(price)));
        }

        void waitNs(final long ns) {
            nowNs += ns;
        }

        void event(final Consumer<EventPublisher> filling) {
            filling.accept(events);
            events.offer(this::onInput, nowNs);
        }

        private long onInput(final DirectBuffer buffer, final int offset, final int length, final long timeNs) {
            frame.putBytes(Frame.HEADER_LENGTH, buffer, offset, length);
            final long sequence = append(journal.in(), frame, length);
            engine.onInput(buffer, offset, length, sequence, timeNs);
            return sequence;
        }

        private boolean onOutput(final DirectBuffer buffer, final int offset, final int length) {
            final UnsafeBuffer out = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
            out.putBytes(Frame.HEADER_LENGTH, buffer, offset, length);
            append(journal.out(), out, length);
            return true;
        }

        private long append(final JournalAppender queue, final UnsafeBuffer bytes, final int length) {
            return queue.append(bytes, 0, length, nowNs, nowNs);
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    private static long scaled(final double value) {
        return Math.round(value * 1e8);
    }

    private Optional<TermStructure> read(final long untilNs, final long horizonNs) {
        return TermStructureReader.read(folder, JournalReader.open(folder, STORAGE), untilNs, horizonNs);
    }

    private Coin coin(final long untilNs, final long horizonNs) {
        return read(untilNs, horizonNs).orElseThrow().coins().get(0);
    }

    private static Row row(final Coin coin, final String name) {
        return coin.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldGiveThePremiumOfADatedFutureAndWhatItLosesUntilTheHorizon() {
        try (Market market = new Market(folder)) {
            market.quotes(30_003, 30_250, 31_100);
        }

        final Coin coin = coin(Long.MAX_VALUE, 3 * DAY_NS);

        final Row near = row(coin, "BTC-13MAY23");
        final double premium = Math.log(30_250 / INDEX) / (30 / 365.0);
        assertThat(near.kind()).isEqualTo(Kind.FUTURE);
        assertThat(near.priceFrom()).isEqualTo("MID");
        assertThat(near.daysToDelivery()).isCloseTo(30, within(1e-9));
        assertThat(near.basisUsd()).isCloseTo(250, within(1e-9));
        assertThat(near.basisBp()).isCloseTo(1e4 * 250 / INDEX, within(1e-9));
        assertThat(near.premiumPerYear()).isCloseTo(premium, within(1e-12));
        assertThat(near.convergenceUsd()).isCloseTo(30_250 * (1 - Math.exp(-premium * 3 / 365)), within(1e-6));
        assertThat(near.carryUsd()).isEqualTo(near.convergenceUsd());
        assertThat(near.expectedFunding()).isNull();
        final double farPremium = Math.log(31_100 / INDEX) / (120 / 365.0);
        final Curve curve = requireNonNull(coin.futures());
        assertThat(curve.points()).isEqualTo(2);
        assertThat(curve.shape()).isEqualTo("CONTANGO");
        assertThat(curve.slope()).isCloseTo((farPremium - premium) / (90 / 365.0), within(1e-9));
        assertThat(coin.forwards()).as("no other forwards").isEqualTo(curve);
    }

    @Test
    void shouldSeeAFutureConvergeNoLongerThanToItsDelivery() {
        try (Market market = new Market(folder)) {
            market.quotes(30_003, 29_900, 29_700);
        }

        final Coin coin = coin(Long.MAX_VALUE, 60 * DAY_NS);

        assertThat(row(coin, "BTC-13MAY23").convergenceUsd())
                .as("backwardation: a long one gains the hundred")
                .isCloseTo(-100, within(0.4));
        assertThat(requireNonNull(coin.futures()).shape()).isEqualTo("BACKWARDATION");
    }

    @Test
    void shouldExpectTheFundingOfAPerpetualToReturnToItsMean() {
        try (Market market = new Market(folder)) {
            market.quotes(30_003, 30_250, 31_100);
            market.funding(0.0001);
            market.waitNs(8 * HOUR_NS);
            market.funding(0.0003);
            market.quotes(30_003, 30_250, 31_100);
        }

        final Row perpetual = row(coin(Long.MAX_VALUE, DAY_NS), "BTC-PERPETUAL");

        assertThat(perpetual.kind()).isEqualTo(Kind.PERPETUAL);
        assertThat(perpetual.fundingRate()).as("the one told last").isCloseTo(0.0003, within(1e-12));
        assertThat(perpetual.expectedFunding())
                .as("only the first has held so far: three periods of it")
                .isCloseTo(0.0003, within(1e-12));
        assertThat(perpetual.premiumPerYear()).isCloseTo(0.0001 * 3 * 365, within(1e-9));
        assertThat(perpetual.carryUsd()).isCloseTo(30_003 * 0.0003, within(1e-6));
        assertThat(perpetual.daysToDelivery()).isNull();
        assertThat(perpetual.convergenceUsd()).isNull();
    }

    @Test
    void shouldShowForwardsOfOptionsBesideTheFutures() {
        try (Market market = new Market(folder)) {
            market.quotes(30_003, 30_250, 31_100);
            market.forward(START_NS + 30 * DAY_NS, 30_251);
            market.forward(START_NS + 7 * DAY_NS, 30_060);
        }

        final Coin coin = coin(Long.MAX_VALUE, 0);

        assertThat(coin.rows())
                .extracting(Row::kind)
                .containsExactly(Kind.PERPETUAL, Kind.FORWARD, Kind.FUTURE, Kind.FUTURE);
        assertThat(coin.rows().get(1).price())
                .as("that of the future's own expiry is the future")
                .isEqualTo(30_060);
        assertThat(requireNonNull(coin.futures()).points()).isEqualTo(2);
        assertThat(requireNonNull(coin.forwards()).points()).isEqualTo(3);
    }

    /** Nobody tells an expiry's forward at each step of the index. */
    @Test
    void shouldMoveAForwardWithTheIndexUntilItIsToldAnew() {
        try (Market market = new Market(folder)) {
            market.quotes(30_003, 30_250, 31_100);
            market.forward(START_NS + 7 * DAY_NS, 30_060);
            market.event(events -> events.indexPrice().underlyingId(0).price(scaled(INDEX * 1.01)));
        }

        final Row forward = coin(Long.MAX_VALUE, 0).rows().get(1);
        assertThat(forward.kind()).isEqualTo(Kind.FORWARD);
        assertThat(forward.price()).isCloseTo(30_060 * 1.01, within(1e-8));
        assertThat(forward.basisBp()).isCloseTo(1e4 * 60 / INDEX, within(1e-9));
    }

    @Test
    void shouldTakeTheMarkWhereAFutureIsNotQuotedOnBothSides() {
        try (Market market = new Market(folder)) {
            market.quotes(30_003, 30_250, 31_100);
            market.event(events -> events.ticker().instrumentId(NEAR).markPrice(scaled(30_240)));
            market.event(events ->
                    events.quote().instrumentId(NEAR).bidPrice(scaled(30_249)).bidAmount(scaled(10)));
        }

        final Row near = row(coin(Long.MAX_VALUE, 0), "BTC-13MAY23");

        assertThat(near.priceFrom()).isEqualTo("MARK");
        assertThat(near.price()).isEqualTo(30_240);
    }

    @Test
    void shouldShowTheMarketAsItWasAtAMomentAndLeaveOutWhatIsDelivered() {
        try (Market market = new Market(folder)) {
            market.quotes(30_003, 30_250, 31_100);
            market.waitNs(HOUR_NS);
            market.quotes(30_010, 30_300, 31_200);
            market.waitNs(30 * DAY_NS);
            market.quotes(30_010, 30_000, 31_200);
        }

        assertThat(row(coin(START_NS + HOUR_NS - 1, 0), "BTC-13MAY23").price()).isEqualTo(30_250);
        assertThat(row(coin(START_NS + HOUR_NS, 0), "BTC-13MAY23").price()).isEqualTo(30_300);
        assertThat(coin(Long.MAX_VALUE, 0).rows())
                .extracting(Row::name)
                .containsExactly("BTC-PERPETUAL", "BTC-11AUG23");
        assertThat(read(START_NS - 1, 0)).isEmpty();
    }

    @Test
    void shouldAgreeWithWhatTheEngineReportedOfItsCandidates() {
        try (Market market = new Market(folder)) {
            market.choosing();
            market.quotes(30_003, 30_250, 31_100);
            market.waitNs(2_000_000_000L);
            market.quotes(30_003, 30_250, 31_100);
        }

        final Coin coin = coin(Long.MAX_VALUE, 0);

        final TermStructure.Report engine = requireNonNull(coin.engine());
        final Curve curve = requireNonNull(coin.futures());
        assertThat(coin.horizonDays()).as("that of the choice").isEqualTo(2);
        assertThat(engine.futures()).isEqualTo(2);
        assertThat(engine.level()).isCloseTo(curve.level(), within(1e-6));
        assertThat(engine.slope()).isCloseTo(curve.slope(), within(1e-6));
        assertThat(engine.shape()).isEqualTo(curve.shape());
        assertThat(engine.nearPremium())
                .isCloseTo(requireNonNull(row(coin, "BTC-13MAY23").premiumPerYear()), within(1e-6));
        assertThat(String.join(
                        "\n", TermStructureText.lines(read(Long.MAX_VALUE, 0).orElseThrow())))
                .contains("BTC: index 30,000.00", "carry over 2 days", "BTC-PERPETUAL", "BTC-11AUG23")
                .contains("contango over 2", "the engine at", "+250.00")
                .doesNotContain("NaN", "null");
    }

    @Test
    void shouldSayThatNothingIsKnownYet() {
        try (Market market = new Market(folder)) {
            market.quote(NEAR, 30_250);
        }

        final TermStructure found = read(Long.MAX_VALUE, 0).orElseThrow();

        assertThat(found.coins().get(0).index()).isNull();
        assertThat(found.coins().get(0).rows()).isEmpty();
        assertThat(TermStructureText.lines(found)).contains("BTC: no index yet");
    }
}
