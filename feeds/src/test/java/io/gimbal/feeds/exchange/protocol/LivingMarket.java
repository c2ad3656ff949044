package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.Side;
import java.time.Instant;

/**
 * A market with a past: positions were taken, a day was settled, an option and a future were delivered, funding accrued;
 * and with a present: trades of the last minutes, positions of every kind, orders of every kind at rest.
 */
final class LivingMarket {
    static final String DAILY_OPTION = "BTC-21NOV26-88000-C";
    static final String DAILY_FUTURE = "BTC-21NOV26";

    final ProtocolFixture fixture = new ProtocolFixture();
    final ProtocolClient desk;
    final ProtocolClient other;
    final long openedMs = fixture.nowNs / ProtocolFixture.MILLI_NS;

    LivingMarket() {
        final long expiryNs = Instant.parse("2026-11-21T08:00:00Z").toEpochMilli() * ProtocolFixture.MILLI_NS;
        fixture.exchange.list(daily(5, DAILY_FUTURE, InstrumentKind.FUTURE, expiryNs));
        fixture.exchange.list(daily(6, DAILY_OPTION, InstrumentKind.OPTION, expiryNs));
        fixture.quote(DAILY_FUTURE, 89_999.5, 90_000.5, 100_000);
        fixture.quote(DAILY_OPTION, 0.045, 0.055, 10);
        fixture.quote("BTC-25DEC26", 90_499.5, 90_500.5, 100_000);
        fixture.step();
        desk = fixture.client().authenticate();
        other = fixture.client().authenticate(ProtocolFixture.OTHER_KEY);
        take("buy", ProtocolFixture.PERPETUAL, 1_000, "yesterday");
        take("buy", DAILY_OPTION, 0.3, "option of yesterday");
        take("sell", DAILY_FUTURE, 500, "future of yesterday");
        fixture.valuation.set("btc_usd", 90_400);
        passDay();
        present();
    }

    /** A moment later: credits are back, everything due has been sent. */
    void breathe() {
        fixture.nowNs += ProtocolFixture.SECOND_NS;
        fixture.step();
    }

    long nowMs() {
        return fixture.nowNs / ProtocolFixture.MILLI_NS;
    }

    /** An order at rest that fills nobody; answers its number. */
    String rest(final String label) {
        return desk.result(
                        "private/buy",
                        "{'instrument_name':'BTC-PERPETUAL','amount':20,'price':85000,'label':'" + label + "'}")
                .path("order")
                .path("order_id")
                .asText();
    }

    /** Takes what is on offer. */
    void take(final String side, final String instrument, final double amount, final String label) {
        desk.result(
                "private/" + side,
                "{'instrument_name':'" + instrument + "','amount':" + amount + ",'type':'market','label':'" + label
                        + "'}");
    }

    /** From noon to past eight of the next morning. */
    private void passDay() {
        final long endNs = Instant.parse("2026-11-21T09:30:00Z").toEpochMilli() * ProtocolFixture.MILLI_NS;
        while (fixture.nowNs < endNs) {
            fixture.nowNs = Math.min(endNs, fixture.nowNs + 600 * ProtocolFixture.SECOND_NS);
            fixture.step();
        }
    }

    private void present() {
        take("buy", ProtocolFixture.PERPETUAL, 500, "mine");
        take("sell", "BTC-25DEC26", 300, "mine");
        take("buy", ProtocolFixture.OPTION, 0.4, "mine");
        take("sell", "ETH-PERPETUAL", 40, "ether");
        take("buy", "ETH_USDC-PERPETUAL", 0.5, "linear");
        other.result("private/sell", "{'instrument_name':'BTC-PERPETUAL','amount':200,'type':'market'}");
        rest("resting");
        desk.result(
                "private/sell",
                "{'instrument_name':'BTC-PERPETUAL','amount':5000,'price':95000,'display_amount':1000,'post_only':true,"
                        + "'reject_post_only':true,'label':'iceberg'}");
        desk.result(
                "private/sell",
                "{'instrument_name':'BTC-PERPETUAL','amount':50,'type':'stop_market','trigger':'mark_price',"
                        + "'trigger_price':80000,'reduce_only':true,'label':'stop'}");
        desk.result(
                "private/sell",
                "{'instrument_name':'BTC-PERPETUAL','amount':50,'type':'trailing_stop','trigger':'index_price',"
                        + "'trigger_offset':500,'label':'trail'}");
        fixture.make(ProtocolFixture.OPTION, Side.BUY, 0.0445, 3);
        breathe();
    }

    private static InstrumentSpec daily(
            final int id, final String name, final InstrumentKind kind, final long expiryNs) {
        final boolean isOption = kind == InstrumentKind.OPTION;
        return new InstrumentSpec(
                id,
                0,
                name,
                kind,
                Settlement.INVERSE,
                isOption ? OptionType.CALL : OptionType.NONE,
                isOption ? ProtocolFixture.scaled(88_000) : 0,
                expiryNs,
                ProtocolFixture.scaled(isOption ? 1 : 10),
                ProtocolFixture.scaled(isOption ? 0.1 : 10),
                isOption ? 10_000L : ProtocolFixture.scaled(0.5),
                isOption ? 500_000L : 0,
                isOption ? 50_000L : 0,
                30_000L,
                30_000L);
    }
}
