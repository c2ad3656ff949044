package io.gimbal.engine.analysis.explain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.analysis.explain.ExplainedDecision.Quantity;
import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.CostSource;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.ForecastConfigurationDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.PositionSnapshotDecoder;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.StrategyKind;
import io.gimbal.journal.codec.TickerDecoder;
import io.gimbal.journal.codec.VolEstimator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An explanation tells the truth: what it shows is worked out again here from the journal's records alone, by formulas of
 * this test's own and the platform's mathematics, which share no line with the engine.
 */
class ExplainTruthTest {
    private static final int CALL = 2;
    private static final double YEAR_S = 365.0 * 86_400;
    private static final double FLOOR_USD = 200_000;
    private static final double FLOOR_RATE = 0.9;
    private static final double RATCHET = 0.7;
    private static final double TARGET_VOL = 0.2;
    private static final double AVERSION = 1e-3;

    @TempDir
    private Path folder = Path.of("");

    // ------------------------------------------------------------------ the desk

    private static void usdNeutral(final DeskJournal desk) {
        desk.event(events -> events.bookConfiguration()
                .underlyingId(0)
                .hedgeInstrumentId(DeskJournal.PERPETUAL)
                .sense(DeltaSense.USD_NEUTRAL)
                .projection(Projection.UNIT)
                .policy(PolicyKind.FIXED_BAND)
                .landing(Landing.TO_TARGET)
                .bandHalfWidth(DeskJournal.scaled(0.1))
                .hedgeRatio(DeskJournal.scaled(1)));
    }

    private static void forecasting(final DeskJournal desk) {
        desk.event(events -> events.forecastConfiguration()
                .intervalNs(DeskJournal.SECOND_NS)
                .halfLifeNs(20 * DeskJournal.SECOND_NS)
                .horizonNs(600 * DeskJournal.SECOND_NS)
                .flowHalfLifeNs(60 * DeskJournal.SECOND_NS)
                .startVol(DeskJournal.scaled(0.6))
                .longRunVol(DeskJournal.scaled(0.6))
                .alpha(DeskJournal.scaled(0.05))
                .beta(DeskJournal.scaled(0.9))
                .harConstant(DeskJournal.scaled(-0.5))
                .harDaily(DeskJournal.scaled(0.4))
                .harWeekly(DeskJournal.scaled(0.3))
                .harMonthly(DeskJournal.scaled(0.2))
                .harErrorVariance(DeskJournal.scaled(0.1))
                .feeRate(DeskJournal.scaled(0.0005))
                .spreadShare(DeskJournal.scaled(1))
                .impact(DeskJournal.scaled(0.7))
                .priorFills(DeskJournal.scaled(1))
                .dailyVolume(DeskJournal.scaled(10_000))
                .vpinBucket(DeskJournal.scaled(1))
                .window(30)
                .vpinBuckets(5)
                .fillHalfLife(10)
                .estimator(VolEstimator.EWMA)
                .costSource(CostSource.ASSUMED));
    }

    private static void strategy(final DeskJournal desk, final StrategyKind kind) {
        desk.event(events -> events.strategyConfiguration()
                .kind(kind)
                .floor(DeskJournal.scaled(FLOOR_USD))
                .multiplier(DeskJournal.scaled(4))
                .largestExposure(DeskJournal.scaled(3))
                .floorRate(DeskJournal.scaled(FLOOR_RATE))
                .ratchet(DeskJournal.scaled(RATCHET))
                .bandShare(DeskJournal.scaled(0.1))
                .targetVol(DeskJournal.scaled(TARGET_VOL))
                .idleHalfWidth(DeskJournal.scaled(10))
                .costRate(DeskJournal.scaled(0.0006)));
    }

    /** Ten coins; the price climbs, falls and shakes, second by second. */
    private long play(final StrategyKind kind) {
        try (DeskJournal desk = DeskJournal.level(folder)) {
            usdNeutral(desk);
            desk.cash(Currency.COIN, 10);
            forecasting(desk);
            strategy(desk, kind);
            for (int i = 1; i <= 30; i++) {
                desk.waitSeconds(1);
                desk.market(30_000 + 60 * Math.min(i, 20) - 40 * Math.max(i - 20, 0) + (i % 3) * 7);
            }
            return desk.lastInput();
        }
    }

    // ------------------------------------------------------------------ the journal, read by its records

    private record Tick(long atNs, double price) {}

    private static final class Facts {
        private final List<Tick> index = new ArrayList<>();
        private final Map<Integer, Double> positions = new HashMap<>();
        private final Map<Integer, Double> vols = new HashMap<>();
        private double coins;
        private int seenByForecast;
    }

    private Facts facts() {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final Facts facts = new Facts();
        try (JournalTailer in = DeskJournal.reader(folder).in(1)) {
            while (in.next()) {
                switch (in.type()) {
                    case ForecastConfigurationDecoder.TEMPLATE_ID -> facts.seenByForecast = facts.index.size();
                    case IndexPriceDecoder.TEMPLATE_ID ->
                        facts.index.add(new Tick(
                                in.wallNs(),
                                new IndexPriceDecoder()
                                                .wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header)
                                                .price()
                                        / 1e8));
                    case AccountBalanceDecoder.TEMPLATE_ID ->
                        facts.coins = new AccountBalanceDecoder()
                                        .wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header)
                                        .balance()
                                / 1e8;
                    case PositionSnapshotDecoder.TEMPLATE_ID -> {
                        final PositionSnapshotDecoder position = new PositionSnapshotDecoder()
                                .wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                        facts.positions.put(position.instrumentId(), position.amount() / 1e8);
                    }
                    case TickerDecoder.TEMPLATE_ID -> {
                        final TickerDecoder ticker =
                                new TickerDecoder().wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                        facts.vols.put(ticker.instrumentId(), ticker.markVol() / 1e8);
                    }
                    default -> {
                        // Nothing that is needed here.
                    }
                }
            }
        }
        return facts;
    }

    private static double value(final List<Quantity> quantities, final String name) {
        return requireNonNull(quantities.stream()
                .filter(quantity -> quantity.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + quantities))
                .value());
    }

    // ------------------------------------------------------------------ forecast and volatility target

    /** Exponential average of squared returns on whole seconds, of the last price of each second that is over. */
    private static double forecast(final List<Tick> index) {
        final TreeMap<Long, Double> last = new TreeMap<>();
        index.forEach(tick -> last.put(Math.floorDiv(tick.atNs(), DeskJournal.SECOND_NS), tick.price()));
        last.pollLastEntry();
        final double kept = Math.pow(0.5, 1 / 20.0);
        double variance = 0.6 * 0.6 / YEAR_S;
        double before = 0;
        for (final double price : last.values()) {
            final double move = before == 0 ? Double.NaN : Math.log(price / before);
            variance = before == 0 ? variance : kept * variance + (1 - kept) * move * move;
            before = price;
        }
        return Math.sqrt(variance * YEAR_S);
    }

    @Test
    void shouldShowTheForecastAndTheExposureThatTheJournalsPricesGive() {
        final long input = play(StrategyKind.VOL_TARGET);

        final ExplainedDecision decision = Explained.last(folder, input);

        final Facts facts = facts();
        final double price = facts.index.get(facts.index.size() - 1).price();
        final double vol = forecast(facts.index.subList(facts.seenByForecast, facts.index.size()));
        final double weight = Math.min(3, TARGET_VOL / vol);
        final ExplainedStrategy strategy = requireNonNull(decision.working().strategy());
        assertThat(vol).as("it moved away from where it began").isNotCloseTo(0.6, within(0.05));
        assertThat(value(strategy.inputs(), "forecast volatility s")).isCloseTo(vol, within(1e-9));
        assertThat(value(strategy.inputs(), "equity E")).isCloseTo(facts.coins * price, within(1e-6));
        assertThat(value(strategy.steps(), "weight w")).isCloseTo(weight, within(1e-9));
        assertThat(value(strategy.steps(), "exposure wanted")).isCloseTo(weight * facts.coins * price, within(1e-3));
        assertThat(strategy.targetDelta()).isCloseTo(weight * facts.coins, within(1e-8));
        assertThat(decision.made().targetDelta()).isCloseTo(weight * facts.coins, within(1e-8));
        assertThat(strategy.state()).isEqualTo(ExplainedStrategy.State.WORKING);
        assertThat(strategy.agrees()).isTrue();
        assertThat(value(requireNonNull(decision.working().forecast()).figures(), "forecast volatility"))
                .isCloseTo(vol, within(1e-9));
        final ExplainedDecision.Band band = requireNonNull(decision.band());
        assertThat(band.agrees()).as("%s", band).isTrue();
        assertThat(band.high()).isCloseTo(weight * facts.coins * 1.1, within(1e-7));
        assertThat(Explained.text(folder, input))
                .contains(
                        "vol target, working", "min(largest weight, target volatility / s)", "the strategy's own band")
                .doesNotContain("NaN");
    }

    // ------------------------------------------------------------------ constant proportions

    @Test
    void shouldShowFloorCushionAndExposureThatTheJournalsPricesGive() {
        final long input = play(StrategyKind.CPPI);

        final ExplainedDecision decision = Explained.last(folder, input);

        final Facts facts = facts();
        final Tick first = facts.index.get(0);
        final Tick now = facts.index.get(facts.index.size() - 1);
        double floor = FLOOR_USD * Math.exp(FLOOR_RATE * (now.atNs() - first.atNs()) / 1e9 / YEAR_S);
        for (final Tick tick : facts.index) {
            final double grown = Math.exp(FLOOR_RATE * (now.atNs() - tick.atNs()) / 1e9 / YEAR_S);
            floor = Math.max(floor, RATCHET * facts.coins * tick.price() * grown);
        }
        final double equity = facts.coins * now.price();
        final double cushion = equity - floor;
        final double exposure = Math.min(4 * cushion, 3 * equity);
        final ExplainedStrategy strategy = requireNonNull(decision.working().strategy());
        assertThat(floor).as("the ratchet lifted it").isGreaterThan(FLOOR_USD + 10_000);
        assertThat(value(strategy.steps(), "floor F")).isCloseTo(floor, within(0.02));
        assertThat(value(strategy.steps(), "cushion C")).isCloseTo(cushion, within(0.02));
        assertThat(value(strategy.steps(), "exposure wanted")).isCloseTo(exposure, within(0.1));
        assertThat(strategy.targetDelta()).isCloseTo(exposure / now.price(), within(1e-5));
        assertThat(strategy.agrees()).isTrue();
        final double held = decision.made().totalDelta() + decision.made().inFlightDelta();
        assertThat(value(strategy.steps(), "gap guard: fall that breaks the floor"))
                .isCloseTo(cushion / (held * now.price()), within(1e-6));
        assertThat(requireNonNull(decision.band()).agrees()).isTrue();
        assertThat(Explained.text(folder, input)).contains("cppi, working", "min(m * C, b * E), 0 once locked");
    }

    @Test
    void shouldSayThatTheFloorWasReached() {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            usdNeutral(desk);
            strategy(desk, StrategyKind.CPPI);
            desk.cash(Currency.COIN, 10);
            desk.waitSeconds(1);
            desk.cash(Currency.COIN, 6);
            input = desk.lastInput();
        }

        final ExplainedDecision decision = Explained.last(folder, input);

        final ExplainedStrategy strategy = requireNonNull(decision.working().strategy());
        assertThat(strategy.state()).isEqualTo(ExplainedStrategy.State.CASH_LOCKED);
        assertThat(value(strategy.steps(), "cushion C")).isNegative();
        assertThat(strategy.targetDelta()).isZero();
        assertThat(strategy.agrees()).isTrue();
        assertThat(requireNonNull(decision.band()).steps())
                .extracting(Quantity::name)
                .contains("nothing is to be held");
        assertThat(requireNonNull(decision.band()).agrees()).isTrue();
    }

    // ------------------------------------------------------------------ a band

    /** Black's gamma at the forward, coins per USD, by the platform's mathematics. */
    private static double gamma(final double forward, final double strike, final double vol, final double years) {
        final double stdDev = vol * Math.sqrt(years);
        final double d1 = Math.log(forward / strike) / stdDev + stdDev / 2;
        return Math.exp(-d1 * d1 / 2) / Math.sqrt(2 * Math.PI) / (forward * stdDev);
    }

    @Test
    void shouldShowTheBandThatTheJournalsMarketGives() {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.book(PolicySpec.parse("whalley-wilmott-edge:risk_aversion_per_usd=1e-3,cost_bp=5"));
            desk.call(CALL, 31_000);
            desk.vol(CALL, 0.55);
            desk.position(CALL, -20);
            input = desk.lastInput();
        }

        final ExplainedDecision decision = Explained.last(folder, input);

        final Facts facts = facts();
        final double price = facts.index.get(facts.index.size() - 1).price();
        final double years = (DeskJournal.EXPIRY_NS - DeskJournal.START_NS) / 1e9 / YEAR_S;
        final double vol = Objects.requireNonNull(facts.vols.get(CALL));
        final double gamma =
                Math.abs(Objects.requireNonNull(facts.positions.get(CALL))) * gamma(price, 31_000, vol, years);
        final double edge = Math.cbrt(1.5 * 5e-4 * price * gamma * gamma / AVERSION);
        final double worth = 5e-4 / (AVERSION * price * vol * vol * years);
        final ExplainedDecision.Band band = requireNonNull(decision.band());
        assertThat(value(band.inputs(), "effective gamma G")).isCloseTo(gamma, within(1e-9));
        assertThat(value(band.steps(), "Whalley-Wilmott half-width")).isCloseTo(edge, within(1e-6));
        assertThat(edge).as("what the time left is worth is less").isGreaterThan(worth);
        assertThat(decision.made().bandHigh()).isCloseTo(edge, within(1e-6));
        assertThat(decision.made().bandLow()).isCloseTo(-edge, within(1e-6));
        assertThat(band.agrees()).isTrue();
        assertThat(band.fallback()).isNull();
    }

    @Test
    void shouldSayWhyABandStandsIn() {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.book(PolicySpec.parse("band-network:risk_aversion_per_usd=1e-3,cost_bp=5"));
            desk.call(CALL, 31_000);
            desk.vol(CALL, 0.55);
            desk.position(CALL, -20);
            input = desk.lastInput();
        }

        final ExplainedDecision decision = Explained.last(folder, input);

        final ExplainedDecision.Band band = requireNonNull(decision.band());
        assertThat(Explained.said(decision)).startsWith("TRADE FALLBACK");
        assertThat(band.fallback()).isEqualTo("no network was loaded");
        assertThat(band.agrees()).isTrue();
        assertThat(Explained.text(folder, input)).contains("a simpler band stands in: no network was loaded");
    }
}
