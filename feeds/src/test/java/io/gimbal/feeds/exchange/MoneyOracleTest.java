package io.gimbal.feeds.exchange;

import static io.gimbal.feeds.exchange.ExchangeFixture.d;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Everybody's money against decimals of 60 digits: thousands of random trades in inverse and linear futures and options,
 * funding, daily settlements, deliveries by both routes. Nothing may appear or vanish, to 1e-16.
 */
final class MoneyOracleTest {
    private static final BigDecimal SLACK = new BigDecimal("1e-10");
    private static final MathContext DIGITS = new MathContext(60);
    private static final int ACCOUNTS = 5;
    private static final String[] TRADED = {
        "BTC-PERPETUAL",
        "BTC-14APR23",
        "BTC_USDC-PERPETUAL",
        "BTC-13APR23-28000-C",
        "BTC-13APR23-32000-P",
        "BTC-14APR23-30000-C",
        "BTC_USDC-14APR23-30000-C",
        "BTC-28APR23-30000-P"
    };

    private ExchangeFixture market = new ExchangeFixture();
    private Account[] accounts = {};
    private NaiveLedger[][] ledgers = {};
    private long[] marks = {};
    private BigDecimal cashSlack = BigDecimal.ZERO;
    private int trades;

    @Test
    void shouldKeepEverySatoshiByTheCashRoute() {
        for (long seed = 1; seed <= 3; seed++) {
            live(seed, DeliveryRoute.CASH);
        }
        System.out.println("money oracle, cash route: 3 seeds, " + trades + " trades");
    }

    @Test
    void shouldKeepEverySatoshiByTheFutureRoute() {
        for (long seed = 11; seed <= 13; seed++) {
            cashSlack = new BigDecimal("0.00000003"); // Options that net in one future are rounded once, not each.
            live(seed, DeliveryRoute.FUTURE_THEN_CASH);
        }
        System.out.println("money oracle, future route: 3 seeds, " + trades + " trades");
    }

    private void live(final long seed, final DeliveryRoute route) {
        final Random random = new Random(seed);
        open(route);
        final BigInteger coins = market.money("BTC");
        final BigInteger dollars = market.money("USDC");
        for (int hour = 1; hour <= 60; hour++) {
            final long nowNs = ExchangeFixture.START + hour * ExchangeFixture.HOUR;
            moveMarks(random);
            for (int i = 0; i < 60; i++) {
                trade(random, "seed=" + seed + " hour=" + hour + " trade=" + i);
            }
            market.exchange().revalue();
            passTime(nowNs);
            compare("seed=" + seed + " hour=" + hour);
            assertThat(market.money("BTC")).as("seed=" + seed + " hour=" + hour).isEqualTo(coins);
            assertThat(market.money("USDC"))
                    .as("seed=" + seed + " hour=" + hour)
                    .isEqualTo(dollars);
        }
    }

    private void open(final DeliveryRoute route) {
        market = new ExchangeFixture();
        market.context
                .priceBands(0, 0)
                .revaluationNs(ExchangeFixture.HOUR)
                .deliveryFees(0, 0)
                .settlementPauseNs(0)
                .routes(route, route);
        market.heard.isQuiet = true;
        accounts = new Account[ACCOUNTS];
        ledgers = new NaiveLedger[ACCOUNTS][TRADED.length];
        for (int i = 0; i < ACCOUNTS; i++) {
            accounts[i] = market.house("h" + i);
            for (int j = 0; j < TRADED.length; j++) {
                final boolean isOption = TRADED[j].length() > 20 || TRADED[j].contains("000-");
                final boolean isLinear = TRADED[j].contains("_");
                final NaiveLedger.Kind kind = isOption
                        ? isLinear ? NaiveLedger.Kind.LINEAR_OPTION : NaiveLedger.Kind.INVERSE_OPTION
                        : isLinear ? NaiveLedger.Kind.LINEAR_FUTURE : NaiveLedger.Kind.INVERSE_FUTURE;
                ledgers[i][j] = new NaiveLedger(kind, isOption ? "0.0003" : "0", isOption ? "0.0003" : "0.0005");
            }
        }
        marks = new long[TRADED.length];
    }

    private void moveMarks(final Random random) {
        for (int j = 0; j < TRADED.length; j++) {
            if (!ledgers[0][j].isOption()) {
                marks[j] = d("29900") + random.nextInt(400) * (Decimals.ONE / 2);
                market.world.mark(TRADED[j], marks[j]);
            }
        }
        market.exchange().revalue();
    }

    private void trade(final Random random, final String where) {
        final int j = random.nextInt(TRADED.length);
        final ExchangeInstrument instrument = market.instrument(TRADED[j]);
        if (instrument.deliveryPrice() > 0) {
            return;
        }
        final boolean isOption = ledgers[0][j].isOption();
        final long lots = 1L + random.nextInt(random.nextBoolean() ? 5 : 3_000);
        final long amount = lots * instrument.spec().lot();
        final long raw = isOption
                ? instrument.isInverse()
                        ? 10_000L * (1 + random.nextInt(900))
                        : 5 * Decimals.ONE * (1 + random.nextInt(400))
                : d("29000") + random.nextInt(4_000) * (Decimals.ONE / 2);
        final long price = instrument.spec().tickAbove(raw);
        final int maker = random.nextInt(ACCOUNTS);
        final int taker = (maker + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
        final boolean isMakerBuy = random.nextBoolean();
        final Exchange exchange = market.exchange();
        exchange.place(
                accounts[maker], OrderRequest.limit(instrument, isMakerBuy ? Side.BUY : Side.SELL, amount, price));
        final OrderResult result = exchange.place(
                accounts[taker], OrderRequest.limit(instrument, isMakerBuy ? Side.SELL : Side.BUY, amount, price));
        assertThat(result.trades()).as(where).hasSize(1);
        final BigDecimal signed = decimal(isMakerBuy ? amount : -amount);
        final BigDecimal index = new BigDecimal("30000");
        ledgers[maker][j].trade(signed, decimal(price), "maker", index);
        ledgers[taker][j].trade(signed.negate(), decimal(price), "taker", index);
        trades++;
    }

    private void passTime(final long nowNs) {
        final boolean isSettlement = SettlementTimes.next(nowNs - 1) == nowNs;
        market.exchange().advance(nowNs);
        for (int j = 0; j < TRADED.length; j++) {
            final ExchangeInstrument instrument = market.instrument(TRADED[j]);
            for (int i = 0; i < ACCOUNTS; i++) {
                if (TRADED[j].endsWith("PERPETUAL")) {
                    ledgers[i][j].fund(rate(marks[j]), 3_600_000, new BigDecimal("30000"));
                }
                if (isSettlement && instrument.spec().expiryNs() == nowNs) {
                    ledgers[i][j].deliver(
                            new BigDecimal("30000"), decimal(instrument.spec().strike()), TRADED[j].endsWith("C"));
                } else if (isSettlement) {
                    ledgers[i][j].settle(decimal(instrument.markPrice()));
                }
            }
        }
    }

    private static BigDecimal rate(final long mark) {
        final BigDecimal index = new BigDecimal("30000");
        final BigDecimal premium = decimal(mark).subtract(index).divide(index, DIGITS);
        final BigDecimal band = new BigDecimal("0.00025");
        final BigDecimal cap = new BigDecimal("0.005");
        final BigDecimal rate = band.max(premium).add(band.negate().min(premium));
        return rate.min(cap).max(cap.negate());
    }

    private void compare(final String where) {
        for (int i = 0; i < ACCOUNTS; i++) {
            final List<BigDecimal> cash = new ArrayList<>(List.of(new BigDecimal("1000"), new BigDecimal("100000000")));
            for (int j = 0; j < TRADED.length; j++) {
                final ExchangePosition position = accounts[i].position(market.instrument(TRADED[j]));
                final NaiveLedger ledger = ledgers[i][j];
                final int currency = TRADED[j].contains("_") ? 1 : 0;
                cash.set(currency, cash.get(currency).add(ledger.cash));
                if (position != null) {
                    compare(position, ledger, where + " account=" + i + " " + TRADED[j]);
                }
            }
            compareCash(decimal(accounts[i].balance("BTC")), cash.get(0), where);
            compareCash(decimal(accounts[i].balance("USDC")), cash.get(1), where);
        }
    }

    private void compareCash(final BigDecimal actual, final BigDecimal expected, final String where) {
        assertThat(actual.subtract(expected).abs()).as(where).isLessThanOrEqualTo(cashSlack);
    }

    private static void compare(final ExchangePosition position, final NaiveLedger ledger, final String where) {
        assertThat(decimal(position.size())).as(where).isEqualByComparingTo(ledger.size);
        assertThat(exact(position.sessionRealised).subtract(ledger.realised).abs())
                .as(where)
                .isLessThan(SLACK);
        if (position.size() != 0) {
            final BigDecimal slack = ledger.kind == NaiveLedger.Kind.INVERSE_FUTURE
                    ? new BigDecimal("0.000002")
                    : new BigDecimal("0.00000002");
            assertThat(decimal(position.averagePrice()).subtract(ledger.average).abs())
                    .as(where + " average price " + Decimals.text(position.averagePrice()) + " " + ledger.average)
                    .isLessThan(slack);
        }
    }

    private static BigDecimal exact(final ExactMoney money) {
        return BigDecimal.valueOf(money.units(), 8).add(BigDecimal.valueOf(money.fraction(), 16));
    }

    private static BigDecimal decimal(final long scaled) {
        return BigDecimal.valueOf(scaled, 8);
    }
}
