package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.SharedData;
import io.gimbal.journal.codec.TimeInForce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class PrivateReaderTest {
    private static final String ORDER =
            "{\"label\":\"gb1.2.3\",\"price\":9.21e4,\"amount\":10.0,\"direction\":\"buy\",\"time_in_force\":\"immediate_or_cancel\","
                    + "\"instrument_name\":\"BTC-PERPETUAL\",\"order_id\":\"743\",\"creation_timestamp\":1765505266849,"
                    + "\"replaced\":true,\"filled_amount\":10.0,\"last_update_timestamp\":1765505266850,\"post_only\":true,"
                    + "\"average_price\":92037.0,\"contracts\":1.0,\"order_state\":\"cancelled\",\"order_type\":\"limit\","
                    + "\"cancel_reason\":\"cancel_on_disconnect\"}";

    private final JsonScanner scanner = new JsonScanner();
    private final EnvelopeReader envelope = new EnvelopeReader(scanner);
    private final PrivateReader reader = new PrivateReader();
    private final List<String> told = new ArrayList<>();
    private final PrivateReader.Handler handler = new PrivateReader.Handler() {
        @Override
        public void onOrder(final OrderReport order) {
            told.add("order " + order.orderId() + " " + order.label() + " " + order.side() + " " + order.state() + " "
                    + Decimals.text(order.filledAmount()) + "/" + Decimals.text(order.amount()) + " "
                    + order.cancelReason() + " "
                    + (order.price() == Decimals.ABSENT ? "-" : Decimals.text(order.price())));
        }

        @Override
        public void onTrade(final TradeReport trade) {
            told.add("trade " + trade.tradeId() + " " + trade.side() + " " + Decimals.text(trade.amount()) + " @ "
                    + Decimals.text(trade.price()) + " fee " + Decimals.text(trade.fee()) + " " + trade.feeCurrency()
                    + " "
                    + trade.liquidity() + " " + trade.orderState());
        }

        @Override
        public void onPosition(final PositionReport position) {
            told.add("position " + position.instrumentName() + " " + Decimals.text(position.signedSize()));
        }
    };

    private FrameKind read(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return envelope.read(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    private FrameKind real(final int line) throws IOException {
        final Path file = SharedData.data("deribit-private-frames/real_messages.jsonl");
        return read(Files.readAllLines(file).get(line));
    }

    private FrameKind fixture(final String name) throws IOException {
        return read(Files.readString(SharedData.data("deribit-fixtures/" + name)));
    }

    @Test
    void shouldReadEveryFieldOfAnOrder() {
        final byte[] bytes = ORDER.getBytes(StandardCharsets.US_ASCII);
        final OrderReport order = new OrderReport();

        assertThat(order.read(scanner.wrap(bytes, 0, bytes.length))).isTrue();

        assertThat(order.price()).isEqualTo(92_100 * Decimals.ONE);
        assertThat(order.averagePrice()).isEqualTo(92_037 * Decimals.ONE);
        assertThat(order.contracts()).isEqualTo(Decimals.ONE);
        assertThat(order.triggerPrice()).isEqualTo(Decimals.ABSENT);
        assertThat(order.displayAmount()).isEqualTo(Decimals.ABSENT);
        assertThat(order.creationTimeNs()).isEqualTo(1_765_505_266_849_000_000L);
        assertThat(order.lastUpdateTimeNs()).isEqualTo(1_765_505_266_850_000_000L);
        assertThat(order.timeInForce()).isEqualTo(TimeInForce.IMMEDIATE_OR_CANCEL);
        assertThat(order.state()).isEqualTo(OrderState.CANCELLED);
        assertThat(order.cancelReason()).isEqualTo(CancelReason.CANCEL_ON_DISCONNECT);
        assertThat(order.isReplaced()).isTrue();
        assertThat(order.isPostOnly()).isTrue();
        assertThat(order.isRejectPostOnly()).isFalse();
        assertThat(order.isReduceOnly()).isFalse();
        assertThat(order.isLiquidation()).isFalse();
        assertThat(order.isMmp()).isFalse();
        assertThat(order.isApi()).isFalse();
        assertThat(order.orderType().isText("limit")).isTrue();
        assertThat(order.instrumentName()).hasToString("BTC-PERPETUAL");
        assertThat(order.label()).hasToString("gb1.2.3");
    }

    @Test
    void shouldTellOrderTradeAndPositionOfAnImmediateFillInTheFramesOrder() throws IOException {
        assertThat(real(2)).isEqualTo(FrameKind.NOTIFICATION);
        assertThat(envelope.channel()).hasToString("user.changes.any.any.raw");
        assertThat(envelope.finishFirst()).isTrue();

        assertThat(reader.readChanges(scanner, handler)).isTrue();

        assertThat(envelope.finish()).isTrue();
        assertThat(told)
                .containsExactly(
                        "order 74365704227 YwACqyGDa0UAAQAAAAAA BUY FILLED 10/10 NONE 92100",
                        "trade 208465104 BUY 10 @ 92037 fee 0.00000005 COIN TAKER FILLED",
                        "position BTC-PERPETUAL 0");
    }

    @Test
    void shouldTellASingleOrderOfAnOrderChannel() throws IOException {
        assertThat(real(3)).isEqualTo(FrameKind.NOTIFICATION);

        assertThat(reader.readOrders(scanner, handler)).isTrue();
        assertThat(envelope.finish()).isTrue();

        assertThat(told).containsExactly("order 74365704227 YwACqyGDa0UAAQAAAAAA BUY FILLED 10/10 NONE 92100");
    }

    @Test
    void shouldReadThePortfolio() throws IOException {
        final PortfolioReport portfolio = new PortfolioReport();
        real(4);

        assertThat(portfolio.read(scanner)).isTrue();
        assertThat(envelope.finish()).isTrue();

        assertThat(portfolio.equity()).isEqualTo(1_000_295_059L);
        assertThat(portfolio.balance()).isEqualTo(1_000_295_099L);
        assertThat(portfolio.sessionRpl()).isEqualTo(-40);
        assertThat(portfolio.currency()).hasToString("BTC");
        assertThat(portfolio.marginModel()).hasToString("segregated_sm");
        assertThat(portfolio.isCrossCollateral()).isFalse();
    }

    @Test
    void shouldReadACrossMarginPortfolio() throws IOException {
        final PortfolioReport portfolio = new PortfolioReport();
        fixture("ws_portfolio.json");

        assertThat(portfolio.read(scanner)).isTrue();

        assertThat(portfolio.isCrossCollateral()).isTrue();
        assertThat(portfolio.initialMargin()).isEqualTo(110_001_100L);
        assertThat(portfolio.totalEquityUsd()).isEqualTo(5_492_428_306L);
    }

    @Test
    void shouldSayCodeMessageReasonAndParameterOfARefusal() throws IOException {
        assertThat(real(5)).isEqualTo(FrameKind.ERROR);

        assertThat(envelope.errorCode()).isEqualTo(-32602);
        assertThat(envelope.errorMessage()).isEqualTo("Invalid params");
        assertThat(envelope.errorReason()).hasToString("value required");
        assertThat(envelope.errorParam()).hasToString("currency");
        assertThat(envelope.id()).isEqualTo(EnvelopeReader.NO_ID);
        assertThat(envelope.usIn()).isEqualTo(1_765_525_372_076_064L);
        assertThat(envelope.isTestnet()).isTrue();
    }

    @Test
    void shouldTellTheOrderOfAnAnswerAndItsTimes() throws IOException {
        assertThat(fixture("ws_order_buy_response.json")).isEqualTo(FrameKind.RESULT);
        assertThat(envelope.id()).isEqualTo(3);

        assertThat(reader.readChanges(scanner, handler)).isTrue();
        assertThat(envelope.finish()).isTrue();

        assertThat(envelope.usOut()).isEqualTo(1_767_978_363_495_053L);
        assertThat(told)
                .containsExactly("order USDC-104819327443 O-19700101-000000-001-001-1 BUY OPEN 0/0.001 NONE 2973.55");
    }

    @Test
    void shouldTakeACancelAnswerThatIsTheOrderItself() throws IOException {
        fixture("ws_order_cancel_response.json");

        assertThat(reader.readOrders(scanner, handler)).isTrue();

        assertThat(told)
                .containsExactly(
                        "order USDC-104819327443 O-19700101-000000-001-001-1 BUY CANCELLED 0/0.001 USER_REQUEST"
                                + " 3067.2");
    }

    @Test
    void shouldTakeATriggerOrderWithAWordForAPriceAndNoFilledAmount() throws IOException {
        fixture("ws_order_stop_market_no_filled_amount.json");

        assertThat(reader.readChanges(scanner, handler)).isTrue();

        assertThat(told)
                .containsExactly("order USDC-SLMB-19641 O-19700101-000000-001-001-3 SELL UNTRIGGERED 0/0.01 NONE -");
    }

    @Test
    void shouldReadAListOfTradesAndWhetherThereIsMore() throws IOException {
        real(7);

        assertThat(reader.readChanges(scanner, handler)).isTrue();

        assertThat(reader.hasMore()).isFalse();
        assertThat(told).containsExactly("trade 208465071 SELL 10 @ 91701.5 fee 0.00000006 COIN TAKER FILLED");
    }

    @Test
    void shouldTakeAPositionAsAnObjectAndSignItByItsDirection() {
        read(
                "{\"params\":{\"data\":{\"position\":{\"instrument_name\":\"X\",\"size\":5,\"direction\":\"sell\"},\"orders\":[],"
                        + "\"trades\":null},\"channel\":\"user.changes.X.raw\"}}");

        assertThat(reader.readChanges(scanner, handler)).isTrue();
        assertThat(envelope.finish()).isTrue();

        assertThat(told).containsExactly("position X -5");
    }

    @Test
    void shouldRefuseAnOrderThatLacksSomethingAndTellTheOthers() {
        read("{\"id\":1,\"result\":[" + ORDER.replace("\"order_id\":\"743\",", "") + "," + ORDER + "]}");

        assertThat(reader.readOrders(scanner, handler)).isFalse();

        assertThat(reader.refused()).isEqualTo(1);
        assertThat(told).hasSize(1);
    }

    @Test
    void shouldTellNothingOfAFrameThatIsCutShort() {
        final String whole = "{\"id\":1,\"result\":{\"order\":" + ORDER + ",\"trades\":[]},\"usIn\":1}";
        for (int length = 0; length < whole.length(); length++) {
            final FrameKind kind = read(whole.substring(0, length));
            if (kind == FrameKind.RESULT && envelope.finishFirst()) {
                reader.readChanges(scanner, handler);
            }
        }

        assertThat(told).isEmpty();
        read(whole);
        assertThat(envelope.finishFirst()).isTrue();
        assertThat(reader.readChanges(scanner, handler)).isTrue();
        assertThat(told).hasSize(1);
    }

    @Test
    void shouldGoBackToAResultThatCameBeforeItsId() {
        assertThat(read("{\"result\":[7],\"usOut\":5,\"id\":12}")).isEqualTo(FrameKind.RESULT);

        assertThat(envelope.id()).isEqualTo(12);
        assertThat(envelope.usOut()).isEqualTo(5);
        assertThat(scanner.enterArray()).isTrue();
        assertThat(scanner.nextElement()).isTrue();
        assertThat(scanner.integer()).isEqualTo(7);
    }

    @Test
    void shouldTellSignsOfLifeApartAndCallOtherThingsOther() throws IOException {
        assertThat(fixture("ws_test_request.json")).isEqualTo(FrameKind.TEST_REQUEST);
        assertThat(read("{\"method\":\"heartbeat\",\"params\":{\"type\":\"heartbeat\"}}"))
                .isEqualTo(FrameKind.HEARTBEAT);
        assertThat(read("{}")).isEqualTo(FrameKind.OTHER);
        assertThat(read("{\"params\":7}")).isEqualTo(FrameKind.OTHER);
        assertThat(read("[]")).isEqualTo(FrameKind.MALFORMED);
        assertThat(read("{\"id\":1,\"error\":{\"code\":10028}} x")).isEqualTo(FrameKind.MALFORMED);
        assertThat(fixture("ws_error.json")).isEqualTo(FrameKind.ERROR);
        assertThat(envelope.errorCode()).isEqualTo(10028);
    }

    @Test
    void shouldMakeANumberOfATradesId() {
        assertThat(idOf("208465104")).isEqualTo(208_465_104L);
        assertThat(idOf("ETH-2696097")).isEqualTo((5L << 10 | 20 << 5 | 8) << 43 | 2_696_097L);
        assertThat(idOf("USDC-1")).isPositive().isNotEqualTo(idOf("ETH-1")).isNotEqualTo(1);
        assertThat(idOf("")).isEqualTo(-1);
        assertThat(idOf("ETH-")).isEqualTo(-1);
        assertThat(idOf("ETH2")).isEqualTo(-1);
        assertThat(idOf("99999999999999999999")).isEqualTo(-1);
    }

    private long idOf(final String id) {
        final byte[] bytes = ("\"" + id + "\"").getBytes(StandardCharsets.US_ASCII);
        final AsciiText text = new AsciiText(64);
        text.read(scanner.wrap(bytes, 0, bytes.length));
        return text.idNumber();
    }

    @Test
    void shouldCutATextThatIsTooLongAndSaySo() {
        final byte[] bytes = "\"abcdef\"".getBytes(StandardCharsets.US_ASCII);
        final AsciiText text = new AsciiText(4);

        text.read(scanner.wrap(bytes, 0, bytes.length));

        assertThat(text.isCut()).isTrue();
        assertThat(text).hasToString("abcd").hasSize(4);
    }
}
