package io.gimbal.engine.market;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeOrder;
import io.gimbal.feeds.exchange.OrderRequest;
import io.gimbal.feeds.exchange.OrderResult;
import io.gimbal.feeds.exchange.OrderState;
import io.gimbal.feeds.exchange.UserTrade;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Books laid from quotes: what stands in them, what an order takes, and when it is back. */
class QuotedBooksTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_681_344_000L * SECOND;
    private static final int OPTION = 0;
    private static final int PERPETUAL = 1;
    private static final double LEVEL_COINS = 2;

    private final EventPublisher publisher = new EventPublisher();
    private final QuotedBooks books = books(new BookDepth(LEVEL_COINS, true));
    private long nowNs = START;

    private static QuotedBooks books(final BookDepth depth) {
        return new QuotedBooks(
                List.of(
                        VenueProfile.deribit().spec("BTC-28APR23-30000-C", OPTION, 0),
                        VenueProfile.deribit().spec("BTC-PERPETUAL", PERPETUAL, 0)),
                depth,
                START,
                1);
    }

    private static long d(final String decimal) {
        return Decimals.parse(decimal);
    }

    private void index(final QuotedBooks told, final String price) {
        publisher.indexPrice().venueTimeNs(nowNs).price(d(price)).underlyingId(0);
        publisher.offer(told, nowNs);
    }

    private void quote(
            final QuotedBooks told, final String bid, final String bidUsd, final String ask, final String askUsd) {
        nowNs += SECOND;
        publisher
                .quote()
                .venueTimeNs(nowNs)
                .bidPrice(d(bid))
                .bidAmount(d(bidUsd))
                .askPrice(d(ask))
                .askAmount(d(askUsd))
                .instrumentId(PERPETUAL);
        publisher.offer(told, nowNs);
    }

    private void usual() {
        index(books, "30000");
        quote(books, "29997", "50000", "30003", "40000");
    }

    private static ExchangeInstrument perpetual(final QuotedBooks told) {
        return requireNonNull(told.exchange().instrument("BTC-PERPETUAL"));
    }

    private static List<String> levels(final QuotedBooks told, final Side side, final int count) {
        final List<String> levels = new ArrayList<>();
        perpetual(told)
                .book()
                .forEachLevel(
                        side, count, (price, amount) -> levels.add(Decimals.text(price) + " " + Decimals.text(amount)));
        return levels;
    }

    private OrderResult immediate(final Side side, final String usd, final String limit) {
        return books.exchange()
                .place(
                        books.desk(),
                        OrderRequest.limit(perpetual(books), side, d(usd), d(limit))
                                .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL));
    }

    private ExchangeOrder resting(final Side side, final String usd, final String price) {
        return requireNonNull(books.exchange()
                .place(books.desk(), OrderRequest.limit(perpetual(books), side, d(usd), d(price)))
                .order());
    }

    @Test
    void shouldShowTheQuotedTouchAndTheDeclaredLadderBehindIt() {
        usual();

        assertThat(books.exchange().instruments()).hasSize(1);
        // A basis point of 30,000 is 3 USD, and two coins at 29,994 are 59,980 USD in tens.
        assertThat(levels(books, Side.BUY, 3)).containsExactly("29997 50000", "29994 59980", "29991 59980");
        assertThat(levels(books, Side.SELL, 3)).containsExactly("30003 40000", "30006 60010", "30009 60010");
        assertThat(perpetual(books).book().levels(Side.BUY)).isEqualTo(BookDepth.LEVELS + 1);
        assertThat(perpetual(books).markPrice()).isEqualTo(d("30000"));
        assertThat(books.isQuoted()).isTrue();
    }

    @Test
    void shouldDeclareTheTouchToWhereItsAmountWasDeclared() {
        final QuotedBooks declared = books(new BookDepth(0, false));
        quote(declared, "29997", "1000000", "30003", "1000000");

        assertThat(levels(declared, Side.BUY, 2)).containsExactly("29997 150000", "29994 150000");
        assertThatThrownBy(() -> new BookDepth(-1, true)).hasMessageContaining("coins=-1.0");
        assertThatThrownBy(() -> new BookDepth(Double.NaN, true)).hasMessageContaining("depth is 0 to 1e6");
    }

    @Test
    void shouldGiveWhatStandsThereAndNoMoreUntilTheNextQuote() {
        usual();

        final OrderResult first = immediate(Side.BUY, "60000", "30020");
        assertThat(first.trades())
                .extracting(trade -> Decimals.text(trade.trade().price()))
                .containsExactly("30003", "30006");
        assertThat(levels(books, Side.SELL, 1)).containsExactly("30006 40010");

        final OrderResult second = immediate(Side.BUY, "50000", "30006");
        assertThat(requireNonNull(second.order()).filledAmount()).isEqualTo(d("40010"));
        assertThat(books.cutShort()).isEqualTo(1);
        assertThat(books.consumedCoins()).isEqualTo(40_000 / 30_003.0 + 60_010 / 30_006.0, within(1e-9));
        assertThat(books.beyondTouchCoins()).isEqualTo(60_010 / 30_006.0, within(1e-9));

        quote(books, "29997", "50000", "30003", "40000");
        assertThat(levels(books, Side.SELL, 2)).containsExactly("30003 40000", "30006 60010");
    }

    @Test
    void shouldChargeTheVenuesFee() {
        usual();

        final List<UserTrade> trades = immediate(Side.SELL, "29990", "29997").trades();

        assertThat(trades).hasSize(1);
        assertThat(trades.get(0).fee()).isEqualTo(Math.round(0.0005 * 29_990 / 29_997 * Decimals.ONE));
    }

    @Test
    void shouldFillARestingOrderWhenAQuoteMeetsItAndQueueItBehindWhatWasThere() {
        usual();
        final ExchangeOrder behind = resting(Side.BUY, "1000", "29997");
        quote(books, "29997", "50000", "30003", "40000");
        assertThat(behind.state()).isEqualTo(OrderState.OPEN);
        assertThat(levels(books, Side.BUY, 1)).containsExactly("29997 51000");

        quote(books, "29980", "50000", "29990", "40000");

        assertThat(behind.state()).isEqualTo(OrderState.FILLED);
        assertThat(behind.averagePrice()).isEqualTo(d("29997"));
        assertThat(books.restedCoins()).isEqualTo(1_000 / 29_997.0, within(1e-9));
        assertThat(books.consumedCoins()).isZero();
    }

    @Test
    void shouldLeaveASideEmptyThatNobodyQuotesAndABookAloneThatIsCrossed() {
        usual();
        quote(books, "29999", "50000", "29998", "40000");
        assertThat(levels(books, Side.BUY, 1)).containsExactly("29997 50000");

        quote(books, "29990", "50000", "0", "0");

        assertThat(levels(books, Side.BUY, 1)).containsExactly("29990 50000");
        assertThat(levels(books, Side.SELL, 1)).isEmpty();
    }

    @Test
    void shouldTakeNoOrdersWhileTheInstrumentIsHalted() {
        usual();
        publisher
                .instrumentStateChange()
                .venueTimeNs(nowNs)
                .instrumentId(PERPETUAL)
                .state(InstrumentState.HALTED);
        publisher.offer(books, nowNs);

        assertThat(immediate(Side.BUY, "1000", "30020").isOk()).isFalse();
        assertThat(books.consumedCoins()).isZero();
    }

    @Test
    void shouldHoldWhatTheAccountHeldBeforeWithoutCountingIt() {
        publisher
                .positionSnapshot()
                .venueTimeNs(nowNs)
                .amount(d("-12340"))
                .averagePrice(0)
                .instrumentId(PERPETUAL);
        publisher.offer(books, nowNs);

        usual();

        assertThat(requireNonNull(books.desk().position(perpetual(books))).size())
                .isEqualTo(d("-12340"));
        assertThat(books.consumedCoins() + books.restedCoins()).isZero();
    }

    @Test
    void shouldMoveFarWithTheMarketWithoutLosingALevel() {
        usual();
        quote(books, "33000", "50000", "33001", "40000");
        quote(books, "27000", "50000", "27001", "40000");

        assertThat(perpetual(books).book().levels(Side.BUY)).isEqualTo(BookDepth.LEVELS + 1);
        assertThat(perpetual(books).book().levels(Side.SELL)).isEqualTo(BookDepth.LEVELS + 1);
        assertThat(levels(books, Side.SELL, 1)).containsExactly("27001 40000");
        assertThat(books.restedCoins()).isZero();
    }
}
