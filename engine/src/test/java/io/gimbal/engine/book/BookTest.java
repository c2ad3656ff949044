package io.gimbal.engine.book;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Settlement;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BookTest {
    private static final long EXPIRY_NS = 1_681_372_800_000_000_000L;
    private static final long LOT = 10_00000000L;
    private static final MathContext DIGITS = new MathContext(40);

    private final Book book = new Book();

    @BeforeEach
    void defineCoin() {
        book.defineUnderlying(0);
    }

    private static Instrument instrument(
            final int id,
            final InstrumentKind kind,
            final Settlement settlement,
            final boolean isCall,
            final double strike,
            final long expiryNs) {
        return new Instrument(id, 0, kind, settlement, isCall, strike, expiryNs, LOT, LOT, 50_000_000L, 0, 0);
    }

    private static Instrument perpetual(final int id, final Settlement settlement) {
        return instrument(id, InstrumentKind.PERPETUAL, settlement, false, 0, 0);
    }

    private static Instrument future(final int id, final Settlement settlement) {
        return instrument(id, InstrumentKind.FUTURE, settlement, false, 0, EXPIRY_NS);
    }

    private static Instrument option(final int id, final Settlement settlement, final boolean isCall) {
        return instrument(id, InstrumentKind.OPTION, settlement, isCall, 30_000, EXPIRY_NS);
    }

    private BookLine defined(final Instrument instrument) {
        assertThat(book.define(instrument, InstrumentState.OPEN)).isTrue();
        return requireNonNull(book.line(instrument.id()));
    }

    private UnderlyingBook coin() {
        return requireNonNull(book.underlying(0));
    }

    private static long scaled(final double value) {
        return Math.round(value * 1e8);
    }

    // ---------------------------------------------------------------- executions

    @Test
    void shouldEarnTheDifferenceOfInversePricesOnAnInversePerpetual() {
        final BookLine line = defined(perpetual(0, Settlement.INVERSE));
        book.onTrade(line, scaled(60_000), 30_000);

        final double at32 = line.basis() - line.quantity() / 32_000;
        assertThat(at32).as("60,000 (1/30,000 - 1/32,000)").isCloseTo(0.125, within(1e-15));
        assertThat(line.amount()).isEqualTo(scaled(60_000));
        assertThat(coin().coinCash()).as("what is open moves no cash").isZero();
        assertThat(coin().usdCash()).isZero();
    }

    @Test
    void shouldMoveTheResultOfWhatWasClosedToCash() {
        final BookLine line = defined(perpetual(0, Settlement.INVERSE));
        book.onTrade(line, scaled(60_000), 30_000);
        book.onTrade(line, scaled(-60_000), 32_000);

        assertThat(line.amount()).isZero();
        assertThat(line.basis()).isZero();
        assertThat(coin().coinCash()).isCloseTo(0.125, within(1e-15));
    }

    @Test
    void shouldLeaveTheRestAtItsAverageEntryWhenAPartIsClosedAndTurnAtTheNewPrice() {
        final BookLine line = defined(perpetual(0, Settlement.LINEAR));
        book.onTrade(line, scaled(1), 30_000);
        book.onTrade(line, scaled(3), 34_000);

        book.onTrade(line, scaled(-1), 35_000);
        assertThat(coin().usdCash()).as("1 (35,000 - 33,000)").isEqualTo(2_000);
        assertThat(line.basis()).as("3 at 33,000").isEqualTo(99_000);

        book.onTrade(line, scaled(-5), 32_000);
        assertThat(coin().usdCash()).as("and 3 (32,000 - 33,000)").isEqualTo(-1_000);
        assertThat(line.basis()).as("-2 at 32,000").isEqualTo(-64_000);
    }

    @Test
    void shouldEarnTheDifferenceOfPricesOnALinearPerpetual() {
        final BookLine line = defined(perpetual(0, Settlement.LINEAR));
        book.onTrade(line, scaled(-2), 30_000);

        assertThat(line.quantity() * 29_000 - line.basis()).isEqualTo(2_000);
        assertThat(coin().usdCash()).isZero();
    }

    @Test
    void shouldPayAnInversePremiumInCoinAndALinearOneInDollars() {
        book.onTrade(defined(option(0, Settlement.INVERSE, true)), scaled(5), 0.04);
        assertThat(coin().coinCash()).isEqualTo(-0.2);
        assertThat(coin().usdCash()).isZero();

        book.onTrade(defined(option(1, Settlement.LINEAR, false)), scaled(-3), 1_200);
        assertThat(coin().coinCash()).isEqualTo(-0.2);
        assertThat(coin().usdCash()).isEqualTo(3_600);
        assertThat(requireNonNull(book.line(1)).basis()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"INVERSE", "LINEAR"})
    void shouldExchangeDollarsForCoinsOnSpot(final Settlement settlement) {
        final BookLine line = defined(instrument(0, InstrumentKind.SPOT, settlement, false, 0, 0));
        book.onTrade(line, scaled(1.5), 30_000);

        assertThat(line.quantity()).isEqualTo(1.5);
        assertThat(coin().usdCash()).isEqualTo(-45_000);
        assertThat(coin().coinCash()).isZero();
    }

    /** Coins that an inverse perpetual has earned at a price, execution by execution, in forty digits. */
    private static BigDecimal inverseResult(final List<long[]> trades, final double price) {
        BigDecimal total = BigDecimal.ZERO;
        for (final long[] trade : trades) {
            final BigDecimal dollars = BigDecimal.valueOf(trade[0], 8);
            final BigDecimal entry = BigDecimal.valueOf(trade[1], 8);
            total = total.add(dollars.divide(entry, DIGITS)).subtract(dollars.divide(new BigDecimal(price), DIGITS));
        }
        return total;
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void shouldAgreeWithEveryExecutionBookedApart(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final BookLine line = defined(perpetual(0, Settlement.INVERSE));
        final List<long[]> trades = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            final long amount = LOT * random.nextLong(-5_000, 5_000);
            final long price = random.nextLong(scaled(10_000), scaled(70_000));
            book.onTrade(line, amount, price / 1e8);
            trades.add(new long[] {amount, price});
        }
        final double last = 43_210.5;

        assertThat(coin().coinCash() + line.basis() - line.quantity() / last)
                .as("seed %d", seed)
                .isCloseTo(inverseResult(trades, last).doubleValue(), within(1e-10));
        assertThat(line.amount()).isEqualTo(trades.stream().mapToLong(t -> t[0]).sum());
    }

    // ---------------------------------------------------------------- the venue's statements

    @Test
    void shouldReplaceThePositionByTheVenuesStatement() {
        final BookLine inverse = defined(perpetual(0, Settlement.INVERSE));
        final BookLine linear = defined(perpetual(1, Settlement.LINEAR));
        final BookLine option = defined(option(2, Settlement.INVERSE, true));
        book.onTrade(inverse, scaled(500), 20_000);
        inverse.onSnapshot(scaled(-60_000), 30_000);
        linear.onSnapshot(scaled(2), 30_000);
        option.onSnapshot(scaled(7), 0.05);

        assertThat(inverse.quantity()).isEqualTo(-60_000);
        assertThat(inverse.basis()).isEqualTo(-2);
        assertThat(linear.basis()).isEqualTo(60_000);
        assertThat(option.quantity()).isEqualTo(7);
        assertThat(option.basis()).isZero();

        inverse.onSnapshot(0, 0);
        assertThat(inverse.amount()).isZero();
        assertThat(inverse.basis()).isZero();
    }

    @Test
    void shouldReplaceCashByTheVenuesStatementPerCurrency() {
        coin().addCash(Currency.COIN, 5);
        coin().addCash(Currency.USD, 700);
        coin().onBalance(Currency.COIN, 1.5);
        assertThat(coin().coinCash()).isEqualTo(1.5);
        assertThat(coin().usdCash()).isEqualTo(700);
        coin().onBalance(Currency.USD, -20);
        assertThat(coin().coinCash()).isEqualTo(1.5);
        assertThat(coin().usdCash()).isEqualTo(-20);
    }

    // ---------------------------------------------------------------- deliveries

    @ParameterizedTest
    @CsvSource({
        "true, 5, 31000, 0.16129032258064516", "true, 5, 29000, 0", "false, 5, 29000, 0.1724137931034483",
        "false, 5, 31000, 0", "true, -2, 40000, -0.5", "true, 5, 30000, 0"
    })
    void shouldPayIntrinsicValueInCoinsOfTheDeliveryPrice(
            final boolean isCall, final double quantity, final double price, final double coins) {
        final BookLine line = defined(option(0, Settlement.INVERSE, isCall));
        line.onSnapshot(scaled(quantity), 0);

        assertThat(book.onDelivery(0, EXPIRY_NS, price)).isTrue();

        assertThat(coin().coinCash()).isCloseTo(coins, within(1e-15));
        assertThat(coin().usdCash()).isZero();
        assertThat(line.amount()).isZero();
        assertThat(line.state()).isEqualTo(InstrumentState.DELIVERED);
    }

    @Test
    void shouldPayALinearOptionsIntrinsicValueInDollars() {
        defined(option(0, Settlement.LINEAR, false)).onSnapshot(scaled(3), 0);
        book.onDelivery(0, EXPIRY_NS, 29_500);

        assertThat(coin().usdCash()).isEqualTo(1_500);
        assertThat(coin().coinCash()).isZero();
    }

    @Test
    void shouldRealiseTheResultOfFuturesAtDeliveryClosedPartsIncluded() {
        final BookLine inverse = defined(future(0, Settlement.INVERSE));
        final BookLine linear = defined(future(1, Settlement.LINEAR));
        book.onTrade(inverse, scaled(60_000), 30_000);
        book.onTrade(inverse, scaled(-60_000), 32_000);
        book.onTrade(linear, scaled(2), 30_000);

        book.onDelivery(0, EXPIRY_NS, 31_000);

        assertThat(coin().coinCash()).isCloseTo(0.125, within(1e-15));
        assertThat(coin().usdCash()).isEqualTo(2_000);
        assertThat(inverse.basis()).isZero();
        assertThat(linear.basis()).isZero();
    }

    @Test
    void shouldPayADeliveryOnce() {
        defined(option(0, Settlement.INVERSE, true)).onSnapshot(scaled(5), 0);
        book.onDelivery(0, EXPIRY_NS, 40_000);
        final double once = coin().coinCash();
        book.onDelivery(0, EXPIRY_NS, 40_000);

        assertThat(once).isEqualTo(1.25);
        assertThat(coin().coinCash()).isEqualTo(once);
    }

    @Test
    void shouldLeaveOtherExpiriesAndCoinsAloneAtDelivery() {
        book.defineUnderlying(1);
        final BookLine later =
                defined(instrument(0, InstrumentKind.OPTION, Settlement.INVERSE, true, 1, EXPIRY_NS + 1));
        final BookLine perpetual = defined(perpetual(1, Settlement.INVERSE));
        later.onSnapshot(scaled(1), 0);
        perpetual.onSnapshot(scaled(100), 30_000);

        assertThat(book.onDelivery(0, EXPIRY_NS, 30_000))
                .as("nothing expires then")
                .isFalse();
        assertThat(book.onDelivery(1, EXPIRY_NS + 1, 30_000)).isFalse();
        assertThat(book.onDelivery(2, EXPIRY_NS + 1, 30_000)).isFalse();
        assertThat(book.onDelivery(0, 0, 30_000)).as("perpetuals never expire").isFalse();
        assertThat(later.amount()).isEqualTo(scaled(1));
        assertThat(perpetual.amount()).isEqualTo(scaled(100));
    }

    // ---------------------------------------------------------------- definitions

    @Test
    void shouldDefineUnderlyingsOneAfterTheOtherUpToTheBound() {
        assertThat(book.defineUnderlying(0)).as("again").isTrue();
        assertThat(book.defineUnderlying(2)).as("a hole").isFalse();
        assertThat(book.defineUnderlying(-1)).isFalse();
        for (int i = 1; i < Book.MAX_UNDERLYINGS; i++) {
            assertThat(book.defineUnderlying(i)).isTrue();
        }
        assertThat(book.defineUnderlying(Book.MAX_UNDERLYINGS)).isFalse();
        assertThat(book.underlyingCount()).isEqualTo(Book.MAX_UNDERLYINGS);
        assertThat(requireNonNull(book.underlying(5)).id()).isEqualTo(5);
        assertThat(book.underlying(-1)).isNull();
        assertThat(book.underlying(Book.MAX_UNDERLYINGS)).isNull();
    }

    @Test
    void shouldBoundTheIdsOfInstruments() {
        assertThat(book.define(perpetual(Book.MAX_INSTRUMENTS, Settlement.INVERSE), InstrumentState.OPEN))
                .isFalse();
        assertThat(book.define(perpetual(-1, Settlement.INVERSE), InstrumentState.OPEN))
                .isFalse();
        assertThat(book.define(perpetual(Book.MAX_INSTRUMENTS - 1, Settlement.INVERSE), InstrumentState.OPEN))
                .isTrue();
        assertThat(book.line(Book.MAX_INSTRUMENTS - 1)).isNotNull();
        assertThat(book.line(Book.MAX_INSTRUMENTS - 2)).isNull();
        assertThat(book.line(Book.MAX_INSTRUMENTS)).isNull();
        assertThat(book.line(-1)).isNull();
    }

    @Test
    void shouldRefuseADefinitionThatContradictsTheContract() {
        final BookLine line = defined(option(0, Settlement.INVERSE, true));
        line.onSnapshot(scaled(1), 0);
        book.defineUnderlying(1);
        final List<Instrument> others = List.of(
                option(0, Settlement.LINEAR, true),
                option(0, Settlement.INVERSE, false),
                instrument(0, InstrumentKind.OPTION, Settlement.INVERSE, true, 30_001, EXPIRY_NS),
                instrument(0, InstrumentKind.OPTION, Settlement.INVERSE, true, 30_000, EXPIRY_NS + 1),
                future(0, Settlement.INVERSE),
                new Instrument(
                        0, 1, InstrumentKind.OPTION, Settlement.INVERSE, true, 30_000, EXPIRY_NS, LOT, LOT, 1, 0, 0));

        for (final Instrument other : others) {
            assertThat(book.define(other, InstrumentState.OPEN)).as("%s", other).isFalse();
        }
        assertThat(line.instrument()).isEqualTo(option(0, Settlement.INVERSE, true));
        assertThat(line.amount()).isEqualTo(scaled(1));
    }

    @Test
    void shouldTakeNewTicksSizesAndStateOfAKnownInstrument() {
        final BookLine line = defined(perpetual(0, Settlement.INVERSE));
        line.onSnapshot(scaled(100), 30_000);
        final Instrument changed = new Instrument(
                0, 0, InstrumentKind.PERPETUAL, Settlement.INVERSE, false, 0, 0, 2 * LOT, 3 * LOT, 7, 8, 9);

        assertThat(book.define(changed, InstrumentState.HALTED)).isTrue();

        assertThat(line.instrument()).isEqualTo(changed);
        assertThat(line.state()).isEqualTo(InstrumentState.HALTED);
        assertThat(line.amount()).isEqualTo(scaled(100));
        assertThat(coin().undatedCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 0, 0",
        "-1, 1, 1, 0, 0",
        "1, 0, 1, 0, 0",
        "1, 1, 0, 0, 0",
        "1, 1, 1, 5, 0",
        "1, 1, 1, 5, -1",
        "1, 1, 1, -5, 1"
    })
    void shouldRefuseUnsoundSizesAndTicks(
            final long lot, final long min, final long tick, final long step, final long above) {
        final Instrument unsound = new Instrument(
                0, 0, InstrumentKind.PERPETUAL, Settlement.INVERSE, false, 0, 0, lot, min, tick, step, above);

        assertThat(book.define(unsound, InstrumentState.OPEN)).isFalse();
        assertThat(book.line(0)).isNull();
    }

    @Test
    void shouldRefuseContractsThatCannotBe() {
        final List<Instrument> impossible = List.of(
                instrument(0, InstrumentKind.OPTION, Settlement.INVERSE, true, 0, EXPIRY_NS),
                instrument(0, InstrumentKind.OPTION, Settlement.INVERSE, true, -1, EXPIRY_NS),
                instrument(0, InstrumentKind.OPTION, Settlement.INVERSE, true, 30_000, 0),
                instrument(0, InstrumentKind.FUTURE, Settlement.INVERSE, false, 0, 0),
                instrument(0, InstrumentKind.FUTURE, Settlement.INVERSE, false, 0, -5),
                instrument(0, InstrumentKind.PERPETUAL, Settlement.INVERSE, false, 0, EXPIRY_NS),
                instrument(0, InstrumentKind.SPOT, Settlement.LINEAR, false, 0, EXPIRY_NS),
                instrument(0, InstrumentKind.NULL_VAL, Settlement.LINEAR, false, 0, 0),
                perpetual(0, Settlement.NULL_VAL),
                new Instrument(9, 7, InstrumentKind.PERPETUAL, Settlement.LINEAR, false, 0, 0, 1, 1, 1, 0, 0));

        for (final Instrument instrument : impossible) {
            assertThat(book.define(instrument, InstrumentState.OPEN))
                    .as("%s", instrument)
                    .isFalse();
        }
    }

    @Test
    void shouldOrderExpiriesByTimeAndLinesById() {
        defined(instrument(5, InstrumentKind.OPTION, Settlement.INVERSE, true, 1, 300));
        defined(instrument(2, InstrumentKind.OPTION, Settlement.INVERSE, true, 1, 300));
        defined(instrument(9, InstrumentKind.OPTION, Settlement.INVERSE, true, 1, 100));
        defined(instrument(7, InstrumentKind.FUTURE, Settlement.INVERSE, true, 0, 300));
        defined(instrument(3, InstrumentKind.OPTION, Settlement.INVERSE, true, 1, 200));
        defined(perpetual(8, Settlement.INVERSE));
        defined(perpetual(1, Settlement.INVERSE));
        defined(perpetual(4, Settlement.INVERSE));

        assertThat(new long[] {
                    coin().expiry(0).expiryNs(),
                    coin().expiry(1).expiryNs(),
                    coin().expiry(2).expiryNs()
                })
                .containsExactly(100, 200, 300);
        assertThat(coin().expiryCount()).isEqualTo(3);
        final Expiry last = coin().expiry(2);
        assertThat(new int[] {
                    last.line(0).instrument().id(),
                    last.line(1).instrument().id(),
                    last.line(2).instrument().id()
                })
                .containsExactly(2, 5, 7);
        assertThat(last.size()).isEqualTo(3);
        assertThat(new int[] {
                    coin().undated(0).instrument().id(),
                    coin().undated(1).instrument().id(),
                    coin().undated(2).instrument().id()
                })
                .containsExactly(1, 4, 8);
        assertThat(coin().indexOfExpiry(200)).isEqualTo(1);
        assertThat(coin().indexOfExpiry(250)).isEqualTo(-1);
    }
}
