package io.gimbal.engine.pipeline;

import static io.gimbal.engine.pipeline.Events.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderType;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.SuppressReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Index 20,000, at most 10,000 USD per order, collar 1 %. */
final class LastLookTest {
    private static final int INVERSE_PERPETUAL = 0;
    private static final int LINEAR_FUTURE = 1;
    private static final int INVERSE_OPTION = 2;
    private static final int LINEAR_OPTION = 3;
    private static final int UNLISTED = 4;
    private static final int SPOT = 5;
    private static final int UNINDEXED = 6;

    private final ReferencePrices references = new ReferencePrices(2);
    private final LastLook lastLook = new LastLook(limits().conclude(), references);

    LastLookTest() {
        final var index = Events.index(0, 20_000 * ONE, InputQuality.FRESH);
        references.observe(EventKind.templateId(index, 0), index, 0);
    }

    @ParameterizedTest
    @CsvSource({
        // instrument, amount * 1e8, price * 1e8, verdict
        "0, 1000000000000, 2000000000000, NONE",
        "0, 1000000000001, 2000000000000, LAST_LOOK_SIZE",
        "0, 0, 2000000000000, LAST_LOOK_SIZE",
        "0, -100000000, 2000000000000, LAST_LOOK_SIZE",
        "0, 9223372036854775807, 2000000000000, LAST_LOOK_SIZE",
        "0, 100000000, 2020000000000, NONE",
        "0, 100000000, 2020000000001, LAST_LOOK_PRICE",
        "0, 100000000, 9223372036854775807, LAST_LOOK_PRICE",
        "0, 100000000, 1980000000000, NONE",
        "0, 100000000, 1979999999999, LAST_LOOK_PRICE",
        "0, 100000000, 0, LAST_LOOK_PRICE",
        "0, 100000000, -2000000000000, LAST_LOOK_PRICE",
        "1, 50000000, 2000000000000, NONE",
        "1, 50000000, 2000000000001, LAST_LOOK_SIZE",
        "1, 9223372036854775807, 2000000000000, LAST_LOOK_SIZE",
        "1, 50000000, 1999900000000, NONE",
        "1, 50000001, 1999900000000, LAST_LOOK_SIZE",
        "2, 50000000, 5000000, NONE",
        "2, 50000001, 5000000, LAST_LOOK_SIZE",
        "2, 10000000, 100000000, NONE",
        "2, 10000000, 100000001, LAST_LOOK_PRICE",
        "2, 10000000, 0, LAST_LOOK_PRICE",
        "3, 50000000, 2000000000000, NONE",
        "3, 50000000, 2000000000001, LAST_LOOK_PRICE",
        "4, 100000000, 2000000000000, LAST_LOOK_INSTRUMENT",
        "-1, 100000000, 2000000000000, LAST_LOOK_INSTRUMENT",
        "99, 100000000, 2000000000000, LAST_LOOK_INSTRUMENT",
        "5, 50000000, 2000000000000, NONE",
        "5, 50000001, 2000000000000, LAST_LOOK_SIZE",
        "6, 100000000, 2000000000000, LAST_LOOK_PRICE",
    })
    void shouldHoldTheLimitsOnBothSidesForOrdersAndAmendments(
            final int instrumentId, final long amount, final long price, final SuppressReason verdict) {
        final Events.Order order = Events.order(1).of(instrumentId, amount, price);

        assertThat(lastLook.newOrder(newOrder(order, OrderType.LIMIT), 0)).isEqualTo(verdict);
        assertThat(lastLook.amend(amend(order), 0)).isEqualTo(verdict);
    }

    @Test
    void shouldRefuseAMarketOrderForItsPriceHasNoBound() {
        assertThat(lastLook.newOrder(newOrder(Events.order(1), OrderType.MARKET), 0))
                .isEqualTo(SuppressReason.LAST_LOOK_PRICE);
    }

    @Test
    void shouldLetCancelsThroughWhenOrdersHaveUsedUpTheirShare() {
        SuppressReason reason = SuppressReason.NONE;
        int passed = 0;
        while (reason == SuppressReason.NONE) {
            reason = lastLook.newOrder(newOrder(Events.order(1), OrderType.LIMIT), 0);
            passed += reason == SuppressReason.NONE ? 1 : 0;
        }

        assertThat(passed).isEqualTo(6);
        assertThat(reason).isEqualTo(SuppressReason.LAST_LOOK_RATE);
        assertThat(lastLook.amend(amend(Events.order(1)), 0)).isEqualTo(SuppressReason.LAST_LOOK_RATE);
        assertThat(lastLook.cancel(0)).isEqualTo(SuppressReason.NONE);
        assertThat(lastLook.cancel(0)).isEqualTo(SuppressReason.NONE);
        assertThat(lastLook.cancel(0)).isEqualTo(SuppressReason.LAST_LOOK_RATE);
        assertThat(lastLook.newOrder(newOrder(Events.order(1), OrderType.LIMIT), 1000))
                .isEqualTo(SuppressReason.NONE);
    }

    @Test
    void shouldSpendNothingOfTheBudgetOnWhatItRefuses() {
        for (int i = 0; i < 100; i++) {
            lastLook.newOrder(newOrder(Events.order(1).of(UNLISTED, ONE, ONE), OrderType.LIMIT), 0);
        }

        assertThat(lastLook.newOrder(newOrder(Events.order(1), OrderType.LIMIT), 0))
                .isEqualTo(SuppressReason.NONE);
    }

    @Test
    void shouldKnowAnOrderIdAgainWhenItOrAHigherOneWasSeen() {
        assertThat(lastLook.isFirstSight(1)).isTrue();
        assertThat(lastLook.isFirstSight(1)).isFalse();
        assertThat(lastLook.isFirstSight(5)).isTrue();
        assertThat(lastLook.isFirstSight(4)).isFalse();
        assertThat(lastLook.isFirstSight(0)).isFalse();
        assertThat(lastLook.isFirstSight(6)).isTrue();
    }

    @Test
    void shouldRefuseALimitOutOfRangeWhenConcluding() {
        assertThatThrownBy(() -> new LastLookContext().underlying(0, 0, 1)).hasMessageContaining("max_order_usd");
        assertThatThrownBy(() -> new LastLookContext().underlying(0, 1, 0)).hasMessageContaining("collar_rate");
        assertThatThrownBy(() -> new LastLookContext().underlying(-1, 1, 1)).hasMessageContaining("underlying_id");
        assertThatThrownBy(() -> new LastLookContext().messages(5, 5, 1).conclude())
                .hasMessageContaining("cancel_reserve");
        assertThatThrownBy(() -> new LastLookContext().messages(5, 1, 0).conclude())
                .hasMessageContaining("rate_window_ns");
        assertThatThrownBy(() -> new LastLookContext().messages(0, 0, 1).conclude())
                .hasMessageContaining("max_messages");
        assertThatThrownBy(() -> new LastLookContext()
                        .instrument(3, 8, InstrumentKind.PERPETUAL, Settlement.INVERSE)
                        .conclude())
                .hasMessageContaining("underlyingId=8");
        assertThatThrownBy(() -> limits().conclude().messages(1, 0, 1)).isInstanceOf(IllegalStateException.class);
    }

    private static LastLookContext limits() {
        return new LastLookContext()
                .underlying(0, 10_000 * ONE, ONE / 100)
                .underlying(1, 10_000 * ONE, ONE / 100)
                .instrument(INVERSE_PERPETUAL, 0, InstrumentKind.PERPETUAL, Settlement.INVERSE)
                .instrument(LINEAR_FUTURE, 0, InstrumentKind.FUTURE, Settlement.LINEAR)
                .instrument(INVERSE_OPTION, 0, InstrumentKind.OPTION, Settlement.INVERSE)
                .instrument(LINEAR_OPTION, 0, InstrumentKind.OPTION, Settlement.LINEAR)
                .instrument(SPOT, 0, InstrumentKind.SPOT, Settlement.LINEAR)
                .instrument(UNINDEXED, 1, InstrumentKind.PERPETUAL, Settlement.INVERSE)
                .messages(8, 2, 1000);
    }

    private static NewOrderDecoder newOrder(final Events.Order order, final OrderType type) {
        return new NewOrderDecoder().wrapAndApplyHeader(order.asNew(type), 0, new MessageHeaderDecoder());
    }

    private static AmendOrderDecoder amend(final Events.Order order) {
        return new AmendOrderDecoder().wrapAndApplyHeader(order.asAmend(), 0, new MessageHeaderDecoder());
    }
}
