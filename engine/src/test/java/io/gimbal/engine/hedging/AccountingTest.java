package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.HedgingDesk.EXPIRY_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The account after hundreds of executions, against a sum over them one by one: what each has earned by now. */
class AccountingTest {
    private static final int COIN_CALL = 1;
    private static final int DOLLAR_CALL = 2;
    private static final int COIN_FUTURE = 3;
    private static final int DOLLAR_FUTURE = 4;
    private static final int SPOT = 5;
    private static final double FORWARD = 30_300;
    private static final double STRIKE = 29_000;
    private static final double VOL = 0.65;

    private final EngineScenario desk = EngineScenario.btcDesk();
    private final OptionGreeks call = new OptionGreeks();
    private double coins;
    private double dollars;
    private double spot;

    @BeforeEach
    void open() {
        desk.option(COIN_CALL, 0, EXPIRY_NS, STRIKE, OptionType.CALL, Settlement.INVERSE);
        desk.option(DOLLAR_CALL, 0, EXPIRY_NS, STRIKE, OptionType.CALL, Settlement.LINEAR);
        desk.future(COIN_FUTURE, 0, EXPIRY_NS);
        desk.define(DOLLAR_FUTURE, 0, InstrumentKind.FUTURE, Settlement.LINEAR, EXPIRY_NS, 0.001, 0.5);
        desk.spotPair(SPOT, 0);
        desk.hedge(0, DeskPolicy.band(1e6, Landing.TO_TARGET));
        desk.spot(30_000);
        desk.forward(0, EXPIRY_NS, FORWARD);
        desk.vol(COIN_CALL, VOL, 0.1);
        desk.vol(DOLLAR_CALL, VOL, 3_000);
        desk.ready();
        Black76.evaluate(true, FORWARD, STRIKE, 30 / 365.0, VOL, call);
    }

    /** What a purchase of so much at a price has earned by now, in the currency it settles in. */
    private void earn(final int instrument, final double amount, final double price, final double perpetual) {
        switch (instrument) {
            case BTC_PERPETUAL -> coins += amount / price - amount / perpetual;
            case COIN_CALL -> coins += amount * (call.price() / FORWARD - price);
            case DOLLAR_CALL -> dollars += amount * (call.price() - price);
            case COIN_FUTURE -> coins += amount / price - amount / FORWARD;
            case DOLLAR_FUTURE -> dollars += amount * (FORWARD - price);
            default -> {
                dollars -= amount * price;
                spot += amount;
            }
        }
    }

    private void execute(final Mix random, final long tradeId) {
        final int instrument = random.below(6);
        final boolean isInDollars = instrument == BTC_PERPETUAL || instrument == COIN_FUTURE;
        final double amount = (1 + random.below(1_000)) * (isInDollars ? 10 : 0.001);
        final boolean isBuy = random.chance(50);
        final double price =
                instrument == COIN_CALL ? 0.0005 * (1 + random.below(400)) : 0.5 * (40_000 + random.below(40_000));
        final boolean isCoinFee = random.chance(50);
        final double fee = (random.below(200) - 50) * (isCoinFee ? 1e-6 : 0.01);
        desk.event(e -> e.fill()
                .tradeId(tradeId)
                .instrumentId(instrument)
                .side(isBuy ? Side.BUY : Side.SELL)
                .amount(EngineScenario.scaled(amount))
                .price(EngineScenario.scaled(price))
                .fee(EngineScenario.scaled(fee))
                .feeCurrency(isCoinFee ? Currency.COIN : Currency.USD));
        earn(instrument, isBuy ? amount : -amount, price, 30_000);
        coins -= isCoinFee ? fee : 0;
        dollars -= isCoinFee ? 0 : fee;
    }

    private void assertBooks(final String when) {
        final DeltaLedger ledger = desk.ledger(0);
        assertThat(ledger.coinEquity()).as("coins %s", when).isCloseTo(coins, within(1e-9));
        assertThat(ledger.usdEquity()).as("dollars %s", when).isCloseTo(dollars, within(1e-5));
        assertThat(ledger.spotDelta()).as("spot %s", when).isCloseTo(spot, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {71, 72, 73})
    void shouldBeWorthTheSumOfWhatEachExecutionHasEarned(final long seed) {
        final Mix random = new Mix(seed);
        for (int i = 1; i <= 400; i++) {
            execute(random, i);
            assertBooks("after " + i + ", seed " + seed);
        }
        final EquityTracker equity = desk.statistics(0).equity();
        assertThat(equity.pnlUsd()).isCloseTo(30_000 * (coins + spot) + dollars, within(1e-4));
        assertThat(desk.engine.badInputs()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {81, 82})
    void shouldTurnDatedPositionsIntoCashAtDelivery(final long seed) {
        final Mix random = new Mix(seed);
        for (int i = 1; i <= 100; i++) {
            execute(random, i);
        }
        final double price = 31_234.5;
        desk.at(EXPIRY_NS);
        desk.spot(30_000);
        desk.forward(0, EXPIRY_NS, price);
        final DeltaLedger ledger = desk.ledger(0);
        final double coinsBefore = ledger.coinEquity();
        final double dollarsBefore = ledger.usdEquity();

        desk.delivery(0, EXPIRY_NS, price);

        assertThat(ledger.coinEquity()).as("seed %d", seed).isCloseTo(coinsBefore, within(1e-9));
        assertThat(ledger.usdEquity()).as("seed %d", seed).isCloseTo(dollarsBefore, within(1e-5));
        assertThat(ledger.optionDelta()).isZero();
        assertThat(ledger.futuresDelta()).isZero();
    }
}
