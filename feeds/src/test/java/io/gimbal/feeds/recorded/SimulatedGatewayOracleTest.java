package io.gimbal.feeds.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway against a plain retelling of its rule that sorts everything that happens and walks through lists. */
class SimulatedGatewayOracleTest {
    private static final long MS = 1_000_000L;
    private static final long LATENCY = 25 * MS;
    private static final int SLIPPAGE = 2;
    private static final BigDecimal TICK = new BigDecimal("0.5");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 20230413})
    void shouldFillLikeThePlainRetellingWhenOrdersAndQuotesAreRandom(final long seed) {
        final List<Happening> script = script(new SplittableRandom(seed));
        final Oracle oracle = new Oracle();

        script.stream()
                .sorted(Comparator.comparingLong(Happening::effectNs)
                        .thenComparing(Happening::isQuote, Comparator.reverseOrder()))
                .forEach(oracle::apply);

        assertThat(play(script, new SplittableRandom(~seed)))
                .as("seed=%d", seed)
                .containsExactlyElementsOf(oracle.told);
        assertThat(oracle.told).hasSizeGreaterThan(2_000);
        assertThat(oracle.told).anyMatch(line -> line.contains("MAKER")).anyMatch(line -> line.contains("CANCELLED"));
    }

    @Test
    void shouldNotDependOnHowOftenItIsPolled() {
        final List<Happening> script = script(new SplittableRandom(99));

        assertThat(play(script, new SplittableRandom(1))).isEqualTo(play(script, new SplittableRandom(2)));
    }

    /** A quote, a new order or a cancel; prices in half dollars. */
    private record Happening(
            int number, String kind, long sentNs, Side side, int price, int ask, int amount, TimeInForce timeInForce) {
        boolean isQuote() {
            return kind.equals("quote");
        }

        long effectNs() {
            return isQuote() ? sentNs : sentNs + LATENCY;
        }
    }

    private static List<Happening> script(final SplittableRandom random) {
        final List<Happening> script = new ArrayList<>();
        long nowNs = 0;
        int bid = 60_000;
        for (int number = 1; number <= 5_000; number++) {
            nowNs += random.nextInt(10) * MS;
            final int dice = number == 1 ? 0 : random.nextInt(10);
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            if (dice < 4) {
                bid += random.nextInt(21) - 10;
                script.add(new Happening(
                        number, "quote", nowNs, side, bid, bid + 1 + random.nextInt(3), 0, TimeInForce.NULL_VAL));
            } else if (dice < 9) {
                final TimeInForce tif = TimeInForce.get((short) (1 + random.nextInt(3)));
                final int limit = bid + random.nextInt(25) - 12;
                script.add(new Happening(number, "order", nowNs, side, limit, 0, 10 * (1 + random.nextInt(500)), tif));
            } else {
                script.add(new Happening(
                        1 + random.nextInt(number), "cancel", nowNs, side, 0, 0, 0, TimeInForce.NULL_VAL));
            }
        }
        return script;
    }

    private static List<String> play(final List<Happening> script, final SplittableRandom random) {
        final InstrumentSpec spec = VenueProfile.deribit().spec("BTC-PERPETUAL", 0, 0);
        final SimulatedGateway gateway = new SimulatedGateway(new SimulatedGateway.Context()
                .specs(List.of(spec))
                .latencyNs(LATENCY)
                .slippageTicks(SLIPPAGE)
                .epoch(3));
        final Orders orders = new Orders();
        final CollectingIngress replies = new CollectingIngress();
        for (final Happening it : script) {
            if (random.nextBoolean()) {
                gateway.poll(it.sentNs - 1, 100, replies);
            }
            switch (it.kind) {
                case "quote" -> gateway.onQuote(it.sentNs, 0, scaled(it.price), 1, scaled(it.ask), 1);
                case "order" ->
                    gateway.submit(
                            orders.limit(
                                    it.number, 0, it.side, scaled(it.price), it.amount * 100_000_000L, it.timeInForce),
                            1,
                            it.sentNs);
                default -> gateway.cancel(orders.cancel(it.number), 1, it.sentNs);
            }
        }
        gateway.poll(Long.MAX_VALUE - 10, Integer.MAX_VALUE, replies);
        return replies.events().stream()
                .filter(event ->
                        event.type() == FillDecoder.TEMPLATE_ID || event.type() == OrderClosedDecoder.TEMPLATE_ID)
                .map(event -> event.type() == FillDecoder.TEMPLATE_ID
                        ? told(CollectingIngress.fill(event))
                        : told(CollectingIngress.closed(event)))
                .toList();
    }

    private static String told(final FillDecoder fill) {
        return fill.venueTimeNs() + " fill " + fill.orderId() + " " + fill.side() + " "
                + BigDecimal.valueOf(fill.price(), 8).stripTrailingZeros().toPlainString() + " "
                + fill.amount() / 100_000_000L + " " + fill.liquidity() + " "
                + BigDecimal.valueOf(fill.fee(), 8).toPlainString();
    }

    private static String told(final OrderClosedDecoder closed) {
        return closed.venueTimeNs() + " closed " + closed.orderId() + " " + closed.end() + " "
                + closed.filledAmount() / 100_000_000L;
    }

    private static long scaled(final int halfDollars) {
        return halfDollars * 50_000_000L;
    }

    /** The rule, told once more. */
    private static final class Oracle {
        private final List<String> told = new ArrayList<>();
        private final List<Happening> resting = new ArrayList<>();
        private final List<String> ended = new ArrayList<>();
        private int bid;
        private int ask;

        void apply(final Happening it) {
            switch (it.kind) {
                case "quote" -> quote(it);
                case "order" -> order(it);
                default -> cancel(it);
            }
        }

        private void quote(final Happening it) {
            bid = it.price;
            ask = it.ask;
            final List<Happening> buys = resting.stream()
                    .filter(order -> order.side == Side.BUY && order.price >= ask)
                    .sorted(Comparator.comparingInt(order -> -order.price))
                    .toList();
            final List<Happening> sells = resting.stream()
                    .filter(order -> order.side == Side.SELL && order.price <= bid)
                    .sorted(Comparator.comparingInt(order -> order.price))
                    .toList();
            buys.forEach(order -> fill(order, order.price, Liquidity.MAKER, it.sentNs));
            sells.forEach(order -> fill(order, order.price, Liquidity.MAKER, it.sentNs));
            resting.removeAll(buys);
            resting.removeAll(sells);
        }

        private void order(final Happening it) {
            final boolean isBuy = it.side == Side.BUY;
            if (isBuy ? ask <= it.price : bid >= it.price) {
                final int slipped = isBuy ? Math.min(ask + SLIPPAGE, it.price) : Math.max(bid - SLIPPAGE, it.price);
                fill(it, slipped, Liquidity.TAKER, it.effectNs());
            } else if (it.timeInForce == TimeInForce.GOOD_TIL_CANCELLED) {
                resting.add(it);
            } else {
                end(it.number, "CANCELLED 0", it.effectNs());
            }
        }

        private void cancel(final Happening it) {
            if (resting.removeIf(order -> order.number == it.number)) {
                end(it.number, "CANCELLED 0", it.effectNs());
                return;
            }
            final String known = ended.stream()
                    .filter(line -> line.startsWith(it.number + " "))
                    .map(line -> line.substring(line.indexOf(' ') + 1))
                    .findFirst()
                    .orElse("NEVER_EXISTED 0");
            told.add(it.effectNs() + " closed " + it.number + " " + known);
        }

        private void fill(final Happening order, final int price, final Liquidity liquidity, final long timeNs) {
            final BigDecimal dollars = TICK.multiply(BigDecimal.valueOf(price));
            final BigDecimal rate = new BigDecimal(liquidity == Liquidity.TAKER ? "0.0005" : "0");
            final BigDecimal fee =
                    rate.multiply(BigDecimal.valueOf(order.amount)).divide(dollars, 8, RoundingMode.HALF_UP);
            told.add(timeNs + " fill " + order.number + " " + order.side + " "
                    + dollars.stripTrailingZeros().toPlainString() + " " + order.amount + " " + liquidity + " "
                    + fee.toPlainString());
            end(order.number, "FILLED " + order.amount, timeNs);
        }

        private void end(final int number, final String how, final long timeNs) {
            ended.add(number + " " + how);
            told.add(timeNs + " closed " + number + " " + how);
        }
    }
}
