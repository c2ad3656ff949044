package io.gimbal.feeds.exchange.protocol;

import static io.gimbal.feeds.exchange.protocol.TradingDesk.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.feeds.exchange.AccountSettings;
import io.gimbal.feeds.exchange.ExchangeOrder;
import io.gimbal.feeds.exchange.OrderRequest;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.DeliveryEstimateDecoder;
import io.gimbal.journal.codec.FundingDecoder;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.Side;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a trader would tell of a day at the venue: the real client at the local exchange, on a virtual clock. */
@Timeout(120)
class TraderScenarioTest extends LeakCheckedTest {
    private static final long SECOND_NS = ProtocolFixture.SECOND_NS;
    private static final long BEST_ASK = 9_000_050_000_000L;

    private ProtocolFixture fixture = new ProtocolFixture();
    private TradingDesk desk = new TradingDesk(fixture);

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void shouldTakeABookOutAtAGapAndResyncIt() {
        desk.ready();
        fixture.faults.inject(FaultKind.GAP, 1);
        fixture.make(ProtocolFixture.PERPETUAL, Side.BUY, 89_999.0, 500);
        desk.pass(SECOND_NS);
        fixture.make(ProtocolFixture.PERPETUAL, Side.BUY, 90_000.0, 700);
        desk.pass(2 * SECOND_NS);

        final List<QuoteDecoder> quotes = desk.quotes();
        assertThat(fixture.faults.occurred(FaultKind.GAP)).isEqualTo(1);
        assertThat(desk.count(Count.GAPS)).isEqualTo(1);
        assertThat(quotes.stream().filter(quote -> quote.quality() == InputQuality.GAPPED))
                .as("said once that the book is out")
                .hasSize(1);
        assertThat(desk.lastQuote().quality()).isEqualTo(InputQuality.FRESH);
        assertThat(desk.lastQuote().bidPrice()).isEqualTo(90_000 * USD);
        assertThat(desk.lastQuote().bidAmount()).isEqualTo(700 * USD);
        assertThat(desk.venue.isReady()).as("one book is out, not the session").isTrue();
    }

    @Test
    void shouldFindItsOrdersCancelledAfterADisconnect() {
        desk.ready();
        desk.buy(1, 100 * USD, 89_000 * USD);
        desk.pass(SECOND_NS);
        assertThat(fixture.desk.openOrders()).hasSize(1);

        cutOrderConnection();
        desk.pass(20 * SECOND_NS);

        assertThat(fixture.desk.openOrders()).isEmpty();
        assertThat(desk.venue.isReady()).isTrue();
        assertThat(desk.closed()).hasSize(1);
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.CANCELLED);
        assertThat(desk.buy(2, 100 * USD, 89_000 * USD)).isEqualTo(OrderGateway.SENT);
    }

    @Test
    void shouldMissTheHeartbeatOfADeadWireAndComeBack() {
        desk.ready();
        desk.buy(1, 100 * USD, 89_000 * USD);
        desk.pass(SECOND_NS);
        fixture.faults.inject(FaultKind.HALF_OPEN, 2);

        desk.pass(60 * SECOND_NS);

        assertThat(fixture.faults.occurred(FaultKind.HALF_OPEN)).isEqualTo(2);
        assertThat(desk.count(Count.RECONNECTS)).isEqualTo(2);
        assertThat(desk.venue.isReady()).isTrue();
        assertThat(desk.venue.doubtfulOrders()).isZero();
        assertThat(fixture.desk.openOrders())
                .as("the venue missed the client as well, and cancelled")
                .isEmpty();
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.CANCELLED);
    }

    @Test
    void shouldSurviveTooManyRequestsOfAnotherProgramOnItsAccount() {
        restart(new ProtocolFixture(AccountSettings.customer("desk")));
        desk.ready();
        desk.buy(1, 100 * USD, 89_000 * USD);
        desk.pass(5 * SECOND_NS);
        final ProtocolClient other = fixture.client().authenticate();
        for (int i = 0; i < 21; i++) {
            other.send("{\"jsonrpc\":\"2.0\",\"id\":" + (500 + i)
                    + ",\"method\":\"private/cancel_all_by_currency\",\"params\":{\"currency\":\"ETH\"}}");
        }
        fixture.step();
        assertThat(other.isOpen).isFalse();

        desk.buy(2, 100 * USD, 89_000 * USD);
        desk.pass(30 * SECOND_NS);

        assertThat(desk.count(Count.RATE_LIMITED)).isEqualTo(1);
        assertThat(desk.count(Count.ORDERS)).as("nothing is sent twice").isEqualTo(2);
        assertThat(desk.venue.isReady()).isTrue();
        assertThat(desk.venue.doubtfulOrders()).isZero();
        assertThat(desk.closed())
                .extracting(order -> order.end())
                .containsExactlyInAnyOrder(OrderEnd.CANCELLED, OrderEnd.NEVER_EXISTED);
    }

    @Test
    void shouldTradeOnPastTheExpiryOfItsToken() {
        restart(new ProtocolFixture(context -> context.tokenLifeSeconds(60)));
        desk.ready();

        desk.pass(200 * SECOND_NS);

        assertThat(desk.count(Count.REFRESHES)).isGreaterThanOrEqualTo(3);
        assertThat(desk.count(Count.RECONNECTS)).isZero();
        desk.buyNow(1, 100 * USD, 90_001 * USD);
        desk.pass(SECOND_NS);
        assertThat(desk.fills()).hasSize(1);
    }

    @Test
    void shouldKeepAPartialFillWhenTheRestIsCancelled() {
        desk.ready();
        desk.buy(1, 300 * USD, 90_000 * USD);
        desk.pass(SECOND_NS);
        fixture.exchange.place(
                fixture.other,
                OrderRequest.limit(fixture.instrument(ProtocolFixture.PERPETUAL), Side.SELL, 100 * USD, 90_000 * USD));
        desk.pass(SECOND_NS);
        desk.cancel(1);
        desk.pass(SECOND_NS);

        assertThat(desk.fills()).hasSize(1);
        assertThat(desk.fills().get(0).amount()).isEqualTo(100 * USD);
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.CANCELLED);
        assertThat(desk.closed().get(0).filledAmount()).isEqualTo(100 * USD);
    }

    @Test
    void shouldRepriceAPostOnlyOrderThatWasRejected() {
        desk.ready();
        desk.postOnly(1, 100 * USD, 90_001 * USD);
        desk.pass(SECOND_NS);
        assertThat(desk.rejected()).hasSize(1);
        assertThat(desk.rejected().get(0).venueCode()).isEqualTo(11_054);
        assertThat(fixture.desk.openOrders()).as("not moved one tick inside").isEmpty();

        desk.postOnly(2, 100 * USD, BEST_ASK - USD / 2);
        desk.pass(SECOND_NS);

        final ExchangeOrder resting = fixture.desk.openOrders().iterator().next();
        assertThat(resting.price()).isEqualTo(BEST_ASK - USD / 2);
        assertThat(desk.accepted()).hasSize(1);
        assertThat(desk.accepted().get(0).orderId()).isEqualTo(2);
        assertThat(desk.fills()).isEmpty();
    }

    @Test
    void shouldFillAnImmediateOrderByWhatIsThereAndDropTheRemainder() {
        desk.ready();
        desk.buyNow(1, 150_000 * USD, 90_001 * USD);
        desk.pass(SECOND_NS);

        assertThat(desk.fills()).hasSize(1);
        assertThat(desk.fills().get(0).amount()).isEqualTo(100_000 * USD);
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.CANCELLED);
        assertThat(desk.closed().get(0).filledAmount()).isEqualTo(100_000 * USD);
        assertThat(desk.venue.openOrders()).isZero();
    }

    @Test
    void shouldFillAnEditThatCrosses() {
        desk.ready();
        desk.buy(1, 100 * USD, 89_000 * USD);
        desk.pass(SECOND_NS);

        desk.amend(1, 150 * USD, 90_001 * USD);
        desk.pass(SECOND_NS);

        assertThat(desk.fills()).hasSize(1);
        assertThat(desk.fills().get(0).price()).as("at the maker's price").isEqualTo(BEST_ASK);
        assertThat(desk.fills().get(0).amount()).isEqualTo(150 * USD);
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.FILLED);
    }

    @Test
    void shouldLoseAPostOnlyOrderWhoseEditWouldCross() {
        desk.ready();
        desk.postOnly(1, 100 * USD, 89_000 * USD);
        desk.pass(SECOND_NS);

        desk.amend(1, 100 * USD, 90_001 * USD);
        desk.pass(8 * SECOND_NS);

        assertThat(desk.fills()).isEmpty();
        assertThat(desk.closed()).hasSize(1);
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.CANCELLED);
        assertThat(desk.venue.doubtfulOrders()).isZero();
    }

    @Test
    void shouldEditByLabelBeforeTheVenueHasAnsweredTheOrder() {
        desk.ready();
        desk.buy(1, 100 * USD, 89_000 * USD);

        assertThat(desk.amend(1, 200 * USD, 89_100 * USD)).isEqualTo(OrderGateway.SENT);
        desk.pass(SECOND_NS);

        final ExchangeOrder resting = fixture.desk.openOrders().iterator().next();
        assertThat(resting.price()).isEqualTo(89_100 * USD);
        assertThat(resting.amount()).isEqualTo(200 * USD);
        assertThat(desk.venue.openOrders()).isEqualTo(1);
        assertThat(desk.count(Count.REJECTS)).isZero();
    }

    @Test
    void shouldWaitThroughTheSettlementPause() {
        jumpTo("2026-11-21T07:59:30Z");
        desk.ready();
        desk.buy(1, 100 * USD, 89_000 * USD);
        desk.pass(26 * SECOND_NS + SECOND_NS);
        assertThat(fixture.nowNs).isGreaterThanOrEqualTo(epochNs("2026-11-21T08:00:00Z"));

        desk.buy(2, 100 * USD, 89_000 * USD);
        desk.pass(SECOND_NS);

        assertThat(desk.rejected()).hasSize(1);
        assertThat(desk.rejected().get(0).venueCode()).isEqualTo(10_041);
        assertThat(desk.buy(3, 100 * USD, 89_000 * USD))
                .as("waits before it tries again")
                .isEqualTo(OrderGateway.NOT_CONNECTED);
        desk.pass(10 * SECOND_NS);
        assertThat(desk.buy(4, 100 * USD, 89_000 * USD)).isEqualTo(OrderGateway.SENT);
        desk.pass(SECOND_NS);
        assertThat(fixture.desk.openOrders()).as("the first survives the pause").hasSize(2);
    }

    @Test
    void shouldShowASlowEngineTheLatestQuoteAndEveryFill() {
        desk.ready();
        final int before = desk.quotes().size();
        desk.engine.refuse(Integer.MAX_VALUE);
        for (int i = 0; i < 50; i++) {
            fixture.make(ProtocolFixture.PERPETUAL, Side.BUY, 90_000.0, 10);
            desk.pass(SECOND_NS / 10);
        }
        desk.buyNow(1, 100 * USD, 90_001 * USD);
        desk.pass(SECOND_NS);
        desk.engine.refuse(0);
        desk.pass(SECOND_NS);

        assertThat(desk.count(Count.CONFLATED)).isGreaterThanOrEqualTo(40);
        assertThat(desk.quotes().size() - before).isLessThan(5);
        assertThat(desk.lastQuote().bidAmount()).isEqualTo(500 * USD);
        assertThat(desk.fills()).hasSize(1);
    }

    @Test
    void shouldKnowANewListingWithItsTermsOnceTheVenueOpensIt() {
        desk.ready();
        assertThat(desk.venue.instruments()).noneMatch(listing -> listing.name().equals("BTC-27NOV26"));

        fixture.exchange.list(VenueProfile.deribit()
                .spec("BTC-27NOV26", fixture.exchange.instruments().size(), 0));
        desk.pass(SECOND_NS);

        assertThat(desk.listing("BTC-27NOV26").expiryNs()).isEqualTo(epochNs("2026-11-27T08:00:00Z"));
        assertThat(desk.listing("BTC-27NOV26").indexName()).isEqualTo("btc_usd");
        assertThat(desk.count(Count.MALFORMED)).isZero();
    }

    @Test
    void shouldFollowFundingAndDeliveryEstimatesByTheirOwnChannels() {
        desk.ready(selection -> selection.funding(true).deliveryEstimates(true));

        desk.pass(2 * SECOND_NS);

        assertThat(desk.venue.missingChannels()).isEmpty();
        assertThat(desk.engine.events(DeliveryEstimateDecoder.TEMPLATE_ID)).isNotEmpty();
        assertThat(desk.engine.events(FundingDecoder.TEMPLATE_ID)).isNotEmpty();
        assertThat(desk.count(Count.MALFORMED)).isZero();
    }

    /** The next frame to the order connection breaks it: an account statement that nobody else is sent. */
    private void cutOrderConnection() {
        fixture.faults.inject(FaultKind.DISCONNECT, 1);
        fixture.exchange.deposit(fixture.desk, "BTC", USD);
        fixture.step();
    }

    private void restart(final ProtocolFixture other) {
        desk.close();
        fixture = other;
        desk = new TradingDesk(fixture);
    }

    private void jumpTo(final String time) {
        fixture.nowNs = epochNs(time);
        fixture.step();
    }

    private static long epochNs(final String time) {
        return Instant.parse(time).getEpochSecond() * SECOND_NS;
    }
}
