package io.gimbal.feeds.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The exchange's books against a list that is searched from end to end, over random and over all short stories. */
final class MatchingOracleTest {
    private static final long TICK = Decimals.ONE / 2;
    private static final long LOT = 10 * Decimals.ONE;
    private static final long BASE = 60_000;
    private static final int ACCOUNTS = 4;

    private final List<ExchangeOrder> orders = new ArrayList<>();
    private final Map<ExchangeOrder, NaiveBook.Order> twins = new HashMap<>();
    private ExchangeFixture market = new ExchangeFixture();
    private ExchangeInstrument perp = market.perp();
    private Account[] accounts = {};
    private NaiveBook naive = new NaiveBook(new boolean[0]);
    private int compared;

    private void open(final boolean... rejectsTaker) {
        market = new ExchangeFixture();
        market.context.priceBands(0, 0);
        market.heard.isQuiet = true;
        perp = market.perp();
        accounts = new Account[ACCOUNTS];
        for (int i = 0; i < ACCOUNTS; i++) {
            final SelfTradeMode mode = rejectsTaker[i] ? SelfTradeMode.REJECT_TAKER : SelfTradeMode.CANCEL_MAKER;
            accounts[i] = market.exchange().open(AccountSettings.house("h" + i).withSelfTradeMode(mode));
        }
        naive = new NaiveBook(rejectsTaker);
        orders.clear();
        twins.clear();
    }

    @Test
    void shouldAgreeWithTheSearchedListOverRandomStories() {
        for (long seed = 1; seed <= 20; seed++) {
            final Random random = new Random(seed);
            open(true, false, true, false);
            for (int i = 0; i < 2_500; i++) {
                step(random, "seed=" + seed + " step=" + i);
            }
            assertThat(market.heard.replica(perp).breaks).isZero();
            assertThat(market.heard.replica(perp).changes).isGreaterThan(1_000);
        }
        System.out.println("matching oracle: 20 seeds, 50000 commands, " + compared + " order states compared");
    }

    @Test
    void shouldAgreeOnEveryStoryOfFourCommands() {
        final int kinds = 8;
        int stories = 0;
        for (int code = 0; code < Math.pow(kinds, 4); code++) {
            open(false, true, false, true);
            int rest = code;
            for (int i = 0; i < 4; i++) {
                small(rest % kinds, "story=" + code + " step=" + i);
                rest /= kinds;
            }
            stories++;
        }
        System.out.println("matching oracle: all " + stories + " stories of four commands");
    }

    private void small(final int kind, final String where) {
        final ExchangeOrder last = orders.isEmpty() ? null : orders.get(orders.size() - 1);
        switch (kind) {
            case 0 -> place(limit(0, true, 2, 0), "limit", where);
            case 1 -> place(limit(1, false, 1, 0), "limit", where);
            case 2 -> place(limit(2, false, 3, 1), "limit", where);
            case 3 -> place(limit(1, true, 2, 1), "ioc", where);
            case 4 -> place(limit(3, true, 3, 1), "fok", where);
            case 5 -> place(limit(2, true, 1, 1), "limit", where);
            case 6 -> {
                if (last != null) {
                    edit(last, 3, BASE + 1, where);
                }
            }
            default -> {
                if (last != null) {
                    cancel(last, where);
                }
            }
        }
    }

    private NaiveBook.Order limit(final int account, final boolean isBuy, final long lots, final long above) {
        final NaiveBook.Order order = new NaiveBook.Order(account, isBuy);
        order.amount = lots;
        order.price = BASE + above;
        return order;
    }

    private void step(final Random random, final String where) {
        final int choice = random.nextInt(100);
        if (choice < 62 || orders.isEmpty()) {
            final NaiveBook.Order order = limit(
                    random.nextInt(ACCOUNTS), random.nextBoolean(), 1 + random.nextInt(30), random.nextInt(13) - 6);
            order.isPostOnly = choice < 12;
            order.isRejectPostOnly = choice < 6;
            order.isReduceOnly = choice >= 12 && choice < 22;
            if (choice >= 22 && choice < 26) {
                order.amount = 500L + random.nextInt(500);
                order.display = 100L + random.nextInt(30);
            }
            place(order, kind(choice), where);
        } else {
            final ExchangeOrder order = orders.get(Math.max(0, orders.size() - 1 - random.nextInt(60)));
            if (choice < 82) {
                edit(order, 1 + random.nextInt(40), BASE + random.nextInt(13) - 6, where);
            } else {
                cancel(order, where);
            }
        }
    }

    private static String kind(final int choice) {
        if (choice < 26) {
            return "limit";
        }
        return choice < 32
                ? "ioc"
                : choice < 38 ? "fok" : choice < 40 ? "market" : choice < 42 ? "market_limit" : "limit";
    }

    private void place(final NaiveBook.Order twin, final String kind, final String where) {
        final boolean isMarket = kind.startsWith("market");
        final OrderRequest request =
                new OrderRequest(perp, twin.isBuy ? Side.BUY : Side.SELL).amount(twin.amount * LOT);
        if (isMarket) {
            request.type(kind.equals("market") ? VenueOrderType.MARKET : VenueOrderType.MARKET_LIMIT);
            twin.price = twin.isBuy ? Long.MAX_VALUE : 1;
        } else {
            request.price(twin.price * TICK);
        }
        if (kind.equals("ioc")) {
            request.timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL);
        } else if (kind.equals("fok")) {
            request.timeInForce(TimeInForce.FILL_OR_KILL);
        }
        if (twin.display > 0) {
            request.displayAmount(twin.display * LOT);
        }
        request.isPostOnly = twin.isPostOnly;
        request.isRejectPostOnly = twin.isRejectPostOnly;
        request.isReduceOnly = twin.isReduceOnly;
        final List<NaiveBook.Match> matches = new ArrayList<>();
        final OrderResult result = market.exchange().place(accounts[twin.account], request);
        final String error = naive.enter(twin, kind, matches);
        assertThat(result.error().name()).as(where).isEqualTo(error);
        if (result.order() != null) {
            orders.add(result.order());
            twins.put(result.order(), twin);
        }
        compare(result, matches, where);
    }

    private void edit(final ExchangeOrder order, final long lots, final long price, final String where) {
        final List<NaiveBook.Match> matches = new ArrayList<>();
        final NaiveBook.Order twin = twin(order);
        if (twin.display > 0) {
            return;
        }
        final OrderResult result = market.exchange()
                .edit(
                        order.account(),
                        new EditRequest(order.orderId()).amount(lots * LOT).price(price * TICK));
        assertThat(result.error().name()).as(where).isEqualTo(naive.edit(twin, lots, price, matches));
        compare(result, matches, where);
    }

    private void cancel(final ExchangeOrder order, final String where) {
        final OrderResult result = market.exchange().cancel(order.account(), order.orderId());
        assertThat(result.error().name()).as(where).isEqualTo(naive.cancel(twin(order)));
        compare(result, List.of(), where);
    }

    private NaiveBook.Order twin(final ExchangeOrder order) {
        return Objects.requireNonNull(twins.get(order));
    }

    private void compare(final OrderResult result, final List<NaiveBook.Match> matches, final String where) {
        assertThat(result.trades()).as(where).hasSameSizeAs(matches);
        for (int i = 0; i < matches.size(); i++) {
            final ExchangeTrade trade = result.trades().get(i).trade();
            assertThat(trade.price()).as(where).isEqualTo(matches.get(i).price() * TICK);
            assertThat(trade.amount()).as(where).isEqualTo(matches.get(i).amount() * LOT);
        }
        compareBooks(where);
        final int recent = Math.max(0, orders.size() - 20);
        for (int i = recent; i < orders.size(); i++) {
            final ExchangeOrder order = orders.get(i);
            final NaiveBook.Order twin = twin(order);
            if (!order.state().text().equals(twin.state) || order.filledAmount() != twin.filled * LOT) {
                throw new AssertionError(
                        where + ": order=" + order + ", expected state=" + twin.state + ", filled=" + twin.filled);
            }
            compared++;
        }
        for (int i = 0; i < ACCOUNTS; i++) {
            if (accounts[i].size(perp) != naive.position(i) * LOT) {
                throw new AssertionError(where + ": position of " + i + " is " + accounts[i].size(perp));
            }
        }
    }

    private void compareBooks(final String where) {
        for (final Side side : List.of(Side.BUY, Side.SELL)) {
            final TreeMap<Long, Long> levels = new TreeMap<>();
            perp.book().forEachLevel(side, 1_000, levels::put);
            final TreeMap<Long, Long> expected = new TreeMap<>();
            naive.levels(side == Side.BUY).forEach((price, amount) -> expected.put(price * TICK, amount * LOT));
            final RecordingListener.Replica replica = market.heard.replica(perp);
            final TreeMap<Long, Long> heard = new TreeMap<>(side == Side.BUY ? replica.bids : replica.asks);
            if (!levels.equals(expected) || !heard.equals(expected)) {
                throw new AssertionError(
                        where + ": " + side + " is " + levels + ", heard " + heard + ", not " + expected);
            }
        }
    }
}
