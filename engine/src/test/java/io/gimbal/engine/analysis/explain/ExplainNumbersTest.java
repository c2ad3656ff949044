package io.gimbal.engine.analysis.explain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Side;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of an explanation against the same ones worked out here from what the desk was told. */
class ExplainNumbersTest {
    private static final int CALL = 2;
    private static final double PRICE = 30_000;
    private static final double VOL = 0.6;
    private static final double YEARS = 30 / 365.0;
    private static final double COST = 5e-4;

    @TempDir
    private Path folder = Path.of("");

    private ExplainedDecision told(final Consumer<DeskJournal> happening) {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            happening.accept(desk);
            input = desk.lastInput();
        }
        return Explained.last(folder, input);
    }

    /** So many calls at the money of an inverse venue, a month to expiry, at 60 %. */
    private static void calls(final DeskJournal desk, final double amount) {
        desk.call(CALL, PRICE);
        desk.vol(CALL, VOL);
        desk.position(CALL, amount);
    }

    private static double cdf(final double x) {
        return 0.5 * (1 + erf(x / Math.sqrt(2)));
    }

    /** By its Taylor series, exact to 1e-15 for the small arguments here. */
    private static double erf(final double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < 40; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    private static double pdf(final double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    private static double d1() {
        return 0.5 * VOL * Math.sqrt(YEARS);
    }

    /** Net gamma of so many calls at the money, coins per USD; of an inverse call the coin value's share goes off. */
    private static double gamma(final double amount) {
        return amount * pdf(d1()) / (PRICE * VOL * Math.sqrt(YEARS));
    }

    // ------------------------------------------------------------------ the ledger

    private ExplainedDecision mixedBook() {
        return told(desk -> {
            calls(desk, -4);
            desk.cash(Currency.COIN, 2.5);
            desk.cash(Currency.USD, 12_000);
            desk.position(DeskJournal.PERPETUAL, 15_000);
            desk.future(60_000);
        });
    }

    private static ExplainedDecision.Line line(final Map<String, ExplainedDecision.Line> lines, final String name) {
        return requireNonNull(lines.get(name), name);
    }

    private static Map<String, ExplainedDecision.Line> lines(final ExplainedDecision decision) {
        return requireNonNull(decision.ledger()).lines().stream()
                .collect(Collectors.toMap(ExplainedDecision.Line::line, line -> line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"COIN_NEUTRAL", "USD_NEUTRAL", "VENUE"})
    void shouldSumToEachTotalTheLinesThatCountInIt(final String sense) {
        final ExplainedDecision.Ledger ledger = requireNonNull(mixedBook().ledger());

        final ExplainedDecision.Total total = ledger.totals().stream()
                .filter(one -> one.sense().equals(sense))
                .findFirst()
                .orElseThrow();
        double raw = 0;
        double projected = 0;
        for (final ExplainedDecision.Line line : ledger.lines()) {
            raw += line.countsIn().contains(sense) ? line.raw() : 0;
            projected += line.countsIn().contains(sense) ? line.projected() : 0;
        }
        assertThat(raw).isCloseTo(total.raw(), within(1e-12));
        assertThat(projected).isCloseTo(total.projected(), within(1e-12));
        assertThat(total.raw()).as("every sense sees something else").isNotZero();
    }

    @Test
    void shouldTellEachLineAsWorkedOutOnPaper() {
        final ExplainedDecision decision = mixedBook();

        final Map<String, ExplainedDecision.Line> lines = lines(decision);
        assertThat(line(lines, "options").raw()).isCloseTo(-4 * cdf(d1()), within(1e-9));
        final double valueInCoins = 2 * cdf(d1()) - 1;
        assertThat(line(lines, "premium of inverse options").raw()).isCloseTo(4 * valueInCoins, within(1e-9));
        assertThat(line(lines, "marks of inverse options").raw())
                .as("a mark of 0.05")
                .isCloseTo(0.2, within(1e-12));
        assertThat(line(lines, "futures, the hedge apart").raw()).isCloseTo(60_000 / PRICE, within(1e-12));
        assertThat(line(lines, "hedge instrument").raw()).isCloseTo(15_000 / PRICE, within(1e-12));
        assertThat(line(lines, "cash in dollars").raw()).isCloseTo(-12_000 / PRICE, within(1e-12));
        assertThat(line(lines, "equity in coins").raw())
                .as("cash, and what the options are worth")
                .isCloseTo(2.5 - 4 * valueInCoins, within(1e-9));
        assertThat(line(lines, "spot").raw()).isZero();
    }

    @Test
    void shouldDecideUponTheTotalOfTheDesksSense() {
        final ExplainedDecision decision = mixedBook();

        final ExplainedDecision.Ledger ledger = requireNonNull(decision.ledger());
        final ExplainedDecision.Total chosen = ledger.totals().stream()
                .filter(ExplainedDecision.Total::chosen)
                .findFirst()
                .orElseThrow();
        assertThat(chosen.sense()).isEqualTo("COIN_NEUTRAL");
        assertThat(decision.made().totalDelta()).isCloseTo(chosen.projected(), within(1e-12));
        final ExplainedDecision.ExpiryLine expiry = ledger.expiries().get(0);
        assertThat(expiry.optionDelta() + expiry.futuresDelta())
                .isCloseTo(
                        line(lines(decision), "options").raw()
                                + line(lines(decision), "futures, the hedge apart")
                                        .raw(),
                        within(1e-12));
        assertThat(expiry.windowFraction()).isEqualTo(1);
        assertThat(expiry.beta()).isEqualTo(1);
        assertThat(ledger.expiries()).hasSize(1);
    }

    // ------------------------------------------------------------------ the band

    private ExplainedDecision hedged(final String policy, final double amount) {
        return told(desk -> {
            desk.book(PolicySpec.parse(policy));
            calls(desk, amount);
        });
    }

    private static double halfWidth(final ExplainedDecision decision) {
        final ExplainedDecision.Band band = requireNonNull(decision.band());
        assertThat(band.agrees()).isTrue();
        return (requireNonNull(band.high()) - requireNonNull(band.low())) / 2;
    }

    private static double step(final ExplainedDecision decision, final String name) {
        return requireNonNull(requireNonNull(decision.band()).steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value());
    }

    private static double input(final ExplainedDecision decision, final String name) {
        return requireNonNull(requireNonNull(decision.band()).inputs().stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-1, 1e-2, 1e-3})
    void shouldGiveWhalleyAndWilmottsBandByTheirFormula(final double aversion) {
        final ExplainedDecision decision =
                hedged("whalley-wilmott-edge:cost_bp=5,risk_aversion_per_usd=" + aversion, -20);

        final double gamma = input(decision, "effective gamma G");
        final double expected = Math.cbrt(1.5 * COST * PRICE * gamma * gamma / aversion);
        assertThat(step(decision, "Whalley-Wilmott half-width")).isCloseTo(expected, within(1e-9));
        assertThat(halfWidth(decision)).isCloseTo(expected, within(1e-9));
        assertThat(input(decision, "volatility s")).isCloseTo(VOL, within(1e-6));
        assertThat(input(decision, "time to expiry t")).isCloseTo(YEARS, within(1e-6));
        assertThat(input(decision, "net gamma")).as("short").isNegative();
        assertThat(gamma).isEqualTo(-input(decision, "net gamma"));
        assertThat(gamma)
                .as("at least Black's; the coin value's curvature off it")
                .isCloseTo(gamma(20), within(1e-4));
    }

    @Test
    void shouldWidenTheBandThatLandsOnTheTargetByTheCubeRootOfFour() {
        final String parameters = ":cost_bp=5,risk_aversion_per_usd=1e-3";

        final ExplainedDecision decision = hedged("whalley-wilmott-target" + parameters, -20);

        final double edge = step(decision, "Whalley-Wilmott half-width");
        assertThat(halfWidth(decision)).isCloseTo(edge * Math.pow(4, 1 / 3.0), within(1e-9));
        assertThat(decision.made().innerLow()).isEqualTo(decision.made().innerHigh());
    }

    @Test
    void shouldGiveZakamoulinesBandByHisFit() {
        final double aversion = 1e-3;

        final ExplainedDecision decision = hedged("zakamouline-edge:cost_bp=5,risk_aversion_per_usd=" + aversion, -20);

        final double gamma = input(decision, "effective gamma G");
        final double vol = input(decision, "volatility s");
        final double years = input(decision, "time to expiry t");
        final double width = 1.12
                * Math.pow(COST, 0.31)
                * Math.pow(years, 0.05)
                * Math.pow(vol, -0.25)
                * Math.sqrt(gamma / aversion);
        final double floor = COST / (aversion * PRICE * vol * vol * years);
        assertThat(step(decision, "with gamma")).isCloseTo(width, within(1e-9));
        assertThat(step(decision, "what the time left is worth")).isCloseTo(floor, within(1e-9));
        assertThat(halfWidth(decision)).isCloseTo(width + floor, within(1e-9));
        assertThat(step(decision, "factor of the variance"))
                .as("short gamma is hedged at more")
                .isGreaterThan(1);
    }

    @Test
    void shouldSolveTheEquationsOfTheTwoBands() {
        final double aversion = 1e-3;
        final double perOrder = 2;

        final ExplainedDecision decision =
                hedged("two-band:cost_bp=5,cost_per_order_usd=2,risk_aversion_per_usd=" + aversion, -20);

        final double a2 = step(decision, "variance rate of the target a^2");
        final double q = step(decision, "price of an error q");
        final double r = step(decision, "inner over outer r");
        final double h = step(decision, "outer half-width");
        final double c = COST * PRICE;
        final double gamma = input(decision, "effective gamma G");
        final double vol = input(decision, "volatility s");
        assertThat(a2).isCloseTo(Math.pow(gamma * vol * PRICE, 2), within(1e-9 * a2));
        assertThat(q).isCloseTo(aversion / 2 * Math.pow(vol * PRICE, 2), within(1e-9 * q));
        final double left = Math.pow(r, 4) * (1 + r) / Math.pow(1 - r, 9);
        final double right = 3 * a2 * Math.pow(c, 4) / (128 * Math.pow(perOrder, 3) * q);
        assertThat(left).isCloseTo(right, within(1e-6 * right));
        assertThat(q * Math.pow(h, 4) * (1 + r) * Math.pow(1 - r, 3))
                .isCloseTo(6 * perOrder * a2, within(1e-6 * perOrder * a2));
        assertThat(halfWidth(decision)).isCloseTo(h, within(1e-9));
        assertThat(requireNonNull(decision.made().innerHigh()) / h).isCloseTo(r, within(1e-6));
    }

    @Test
    void shouldNarrowAHybridsBandByWhatTwoLooksOvershoot() {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.book(PolicySpec.parse("hybrid:half_width_coins=0.3,interval_s=3600"));
            calls(desk, -20);
            desk.waitSeconds(3_600);
            desk.market(PRICE);
            desk.vol(CALL, VOL);
            input = desk.lastInput() - 3;
        }

        final ExplainedDecision due = Explained.input(folder, input).decisions().stream()
                .filter(one -> requireNonNull(one.band()).steps().stream()
                        .anyMatch(step -> step.name().startsWith("narrowed")))
                .findFirst()
                .orElseThrow();
        final double a = Math.sqrt(step(due, "variance rate of the target a^2"));
        assertThat(halfWidth(due)).isCloseTo(0.3 - 0.5826 * a * Math.sqrt(3_600 / (365.0 * 86_400)), within(1e-6));
    }

    @Test
    void shouldSayHowFarThePriceMovedAndHowFarItMust() {
        final long still;
        final long moved;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.book(PolicySpec.parse("price-move:price_move_bp=20"));
            desk.future(90_000);
            desk.fill(1, Side.SELL, 90_000, 29_999.5);
            desk.closed(1, OrderEnd.FILLED, 90_000);
            desk.waitSeconds(1);
            desk.quote(30_058.5, 30_059.5);
            still = desk.lastInput();
            desk.quote(30_060.5, 30_061.5);
            moved = desk.lastInput();
        }

        final ExplainedDecision before = Explained.last(folder, still);
        assertThat(step(before, "move since the last trade")).isCloseTo(59 / PRICE, within(1e-12));
        assertThat(step(before, "move that calls for a trade")).isCloseTo(0.002, within(1e-15));
        assertThat(Explained.said(before)).isEqualTo("HOLD PRICE_NOT_MOVED");
        assertThat(Explained.stop(before)).isEqualTo("outside the band");
        final ExplainedDecision after = Explained.last(folder, moved);
        assertThat(step(after, "move since the last trade")).isCloseTo(61 / PRICE, within(1e-12));
        assertThat(requireNonNull(after.band()).agrees()).isTrue();
        assertThat(requireNonNull(after.band()).low())
                .isEqualTo(requireNonNull(after.band()).high());
    }

    @Test
    void shouldKeepABandNoNarrowerThanALot() {
        final ExplainedDecision decision = told(desk -> {
            desk.book(PolicySpec.parse("fixed-band-target:half_width_coins=0.0001"));
            desk.future(10);
        });

        assertThat(halfWidth(decision)).isCloseTo(10 / PRICE, within(1e-15));
        assertThat(Explained.said(decision)).isEqualTo("HOLD INSIDE_BAND");
    }

    @ParameterizedTest
    @EnumSource(
            value = OperatorVerb.class,
            names = {"SET_TARGET", "SET_HEDGE_RATIO"})
    void shouldPutTheBandAroundTheTargetOfTheMoment(final OperatorVerb verb) {
        final ExplainedDecision decision = told(desk -> {
            desk.operator(OperatorVerb.PAUSE);
            desk.event(events -> events.operatorCommand()
                    .commandId(1)
                    .verb(verb)
                    .underlyingId(0)
                    .value(DeskJournal.scaled(0.5)));
            desk.future(90_000);
            desk.operator(OperatorVerb.RESUME);
        });

        final double target = verb == OperatorVerb.SET_TARGET ? 0.5 : 0.5 * 3;
        final ExplainedDecision.Band band = requireNonNull(decision.band());
        assertThat(input(decision, "target")).isCloseTo(target, within(1e-12));
        assertThat(band.low()).isCloseTo(target - 0.1, within(1e-12));
        assertThat(band.high()).isCloseTo(target + 0.1, within(1e-12));
        final ExplainedDecision.Size size = requireNonNull(decision.size());
        assertThat(size.landing()).isCloseTo(target, within(1e-12));
        assertThat(size.wantedAmount().doubleValue()).isCloseTo(-(3 - target) * PRICE, within(5.0));
        assertThat(size.agrees()).isTrue();
    }

    // ------------------------------------------------------------------ the size

    @ParameterizedTest
    @CsvSource({
        "fixed-band-target, 3_014, -3_010, less than half a lot is left",
        "fixed-band-target, 3_015, -3_010, half a lot is left",
        "fixed-band-target, 3_016, -3_020, more than half a lot is traded",
        "fixed-band-edge, 6_001, -3_010, up to the lot that is inside",
        "fixed-band-edge, 6_010, -3_010, exactly to the edge",
        "fixed-band-edge, -9_004, 6_010, a purchase from below"
    })
    void shouldComeFromCoinsToLotsByThePolicysLanding(
            final String policy, final String futureUsd, final String order, final String why) {
        final ExplainedDecision decision = told(desk -> {
            desk.book(PolicySpec.parse(policy + ":half_width_coins=0.1"));
            desk.future(number(futureUsd));
        });

        final ExplainedDecision.Size size = requireNonNull(decision.size());
        assertThat(size.wantedAmount().doubleValue()).as(why).isEqualTo(number(order));
        assertThat(size.lots()).isEqualTo(number(order) / 10);
        assertThat(size.permittedAmount()).isEqualByComparingTo(size.wantedAmount());
        assertThat(size.agrees()).isTrue();
        assertThat(size.part()).isFalse();
        assertThat(size.tactic()).isEqualTo("TAKER");
        assertThat(decision.made().orderAmount()).isEqualByComparingTo(size.wantedAmount());
    }

    private static double number(final String text) {
        return Double.parseDouble(text.replace("_", ""));
    }

    @Test
    void shouldCutASizeToTheLargestOrder() {
        final ExplainedDecision decision = told(desk -> {
            desk.limits(limits -> limits.maxOrderUsd(DeskJournal.scaled(25_005)));
            desk.future(90_000);
        });

        final ExplainedDecision.Size size = requireNonNull(decision.size());
        assertThat(size.wantedAmount()).isEqualByComparingTo("-90000");
        assertThat(size.permittedAmount()).as("whole lots").isEqualByComparingTo("-25000");
        assertThat(size.maxOrderUsd()).isEqualTo(25_005);
        assertThat(size.agrees()).isTrue();
        assertThat(decision.made().tradeDelta()).as("what was called for").isCloseTo(-3, within(1e-12));
        assertThat(Explained.gate(decision, "order size").detail()).isEqualTo("cut to the limit");
        assertThat(Explained.gate(decision, "order size").verdict()).isEqualTo(ExplainedDecision.Verdict.PASSED);
    }

    @Test
    void shouldCutASizeToWhatThePositionMayBecomeWithAllInFlightFilled() {
        final ExplainedDecision decision = told(desk -> {
            desk.limits(limits -> limits.maxPositionUsd(DeskJournal.scaled(70_000)));
            desk.future(40_000);
            desk.outcome(1, SendOutcome.SENT);
            desk.future(120_000);
        });

        final ExplainedDecision.Size size = requireNonNull(decision.size());
        assertThat(size.expectedDelta()).as("40,000 of 120,000 on their way").isCloseTo(80_000 / PRICE, within(1e-9));
        assertThat(size.wantedAmount()).isEqualByComparingTo("-80000");
        assertThat(size.worstPositionUsd()).isEqualTo(-40_000);
        assertThat(size.permittedAmount()).isEqualByComparingTo("-30000");
        assertThat(size.agrees()).isTrue();
        final ExplainedDecision.InFlight flight = requireNonNull(decision.inFlight());
        assertThat(flight.expectedDelta()).isCloseTo(-40_000 / PRICE, within(1e-12));
        assertThat(flight.orders()).singleElement().satisfies(order -> {
            assertThat(order.orderId()).isOne();
            assertThat(order.remaining()).isEqualByComparingTo("-40000");
            assertThat(order.delta()).isCloseTo(-40_000 / PRICE, within(1e-12));
        });
    }

    @Test
    void shouldDecideUponTheEndThatCallsForLessWhereAnOrderIsUnknown() {
        final ExplainedDecision decision = told(desk -> {
            desk.future(30_000);
            desk.outcome(1, SendOutcome.SEND_FAILED);
            desk.waitSeconds(3);
            desk.market(PRICE);
            desk.future(120_000);
        });

        final ExplainedDecision.InFlight flight = requireNonNull(decision.inFlight());
        assertThat(flight.lowestDelta()).isCloseTo(3, within(1e-9));
        assertThat(flight.highestDelta()).isCloseTo(4, within(1e-9));
        final ExplainedDecision.Size size = requireNonNull(decision.size());
        assertThat(size.decidedUpon()).isCloseTo(3, within(1e-9));
        assertThat(size.wantedAmount()).isEqualByComparingTo("-90000");
        assertThat(size.agrees()).isTrue();
    }
}
