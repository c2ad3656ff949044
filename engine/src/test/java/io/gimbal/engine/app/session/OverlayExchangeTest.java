package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.ExpiryGreeksDecoder;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.GreeksSnapshotDecoder;
import io.gimbal.journal.codec.InstrumentDefinitionDecoder;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.RunMode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A short straddle at the local exchange, over the venue's protocol, on virtual time, with and without the overlay: its
 * options are bought from makers whose depth they use up, its delta stays hedged, and the whole repeats itself.
 */
class OverlayExchangeTest extends LeakCheckedTest {
    private static final long START_NS = 1_767_603_600_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final double GAMMA_LIMIT = 40_000;
    private static final String DESK = """
            [journal]
            storage = "file"
            [rate]
            max_messages = 20
            [limits]
            max_order_usd = 2000000.0
            max_vol_age_s = 120
            max_forward_age_s = 60
            [overlay]
            enabled = %s
            gamma_low_usd = -40000.0
            gamma_high_usd = 40000.0
            vega_low_usd = -600.0
            vega_high_usd = 600.0
            max_premium_per_day_usd = 300000.0
            max_leg_coins = 10.0
            price_tolerance_ticks = 2
            min_interval_s = 5
            min_days = 8.0
            max_days = 31.0
            [[book]]
            coin = "BTC"
            style = "inverse"
            hedge_instrument = "BTC-PERPETUAL"
            sense = "coin_neutral"
            cash_coins = 100.0
            cash_usd = 0.0
            half_width_coins = 0.2
            [book.rule]
            expiries = 1
            min_days = 5.0
            strikes = 1
            legs = "call_and_put"
            quantity_coins = -10.0
            """;

    @TempDir
    private Path folder = Path.of("");

    private SessionResult run(final String name, final boolean isOn) {
        final Configuration desk = ConfigurationReader.read("desk.toml", DESK.formatted(isOn));
        final SessionSpan span = new SessionSpan(START_NS, START_NS, START_NS + 20 * SECOND_NS);
        try (DemoVenue venue = new DemoVenue(desk, 7, span);
                EngineSession session = EngineSession.open(new SessionContext(
                        desk, venue, RunMode.DEMO, folder.resolve(name), Pace.MAX, false, 1, "test", null))) {
            return session.run();
        }
    }

    /** Gamma cash of the last snapshot, and the options that filled. */
    private record Seen(double gammaCash, int optionFills) {}

    private Seen read(final String name) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final JournalReader reader = JournalReader.open(folder.resolve(name), JournalStorages.all());
        final Set<Integer> options = new HashSet<>();
        int fills = 0;
        double gamma = 0;
        try (JournalTailer in = reader.in(1);
                JournalTailer out = reader.out(1)) {
            final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
            final FillDecoder fill = new FillDecoder();
            while (in.next()) {
                if (in.type() == InstrumentDefinitionDecoder.TEMPLATE_ID) {
                    definition.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                    if (definition.kind() == InstrumentKind.OPTION) {
                        options.add(definition.instrumentId());
                    }
                } else if (in.type() == FillDecoder.TEMPLATE_ID) {
                    fill.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                    fills += options.contains(fill.instrumentId()) ? 1 : 0;
                }
            }
            final ExpiryGreeksDecoder expiry = new ExpiryGreeksDecoder();
            while (out.next()) {
                if (out.type() == GreeksSnapshotDecoder.TEMPLATE_ID) {
                    gamma = 0;
                } else if (out.type() == ExpiryGreeksDecoder.TEMPLATE_ID) {
                    expiry.wrapAndApplyHeader(out.buffer(), out.payloadOffset(), header);
                    gamma += expiry.gamma() * expiry.forward() * expiry.forward() / 100;
                }
            }
        }
        return new Seen(gamma, fills);
    }

    @Test
    void shouldBuyGammaFromMakersAndKeepTheDeltaHedged() {
        final SessionResult with = run("with", true);
        final SessionResult without = run("without", false);
        final Seen kept = read("with");
        final Seen left = read("without");
        System.out.println("overlay at the local exchange: gamma cash " + left + " without, " + kept + " with, fees "
                + without.feesUsd() + " -> " + with.feesUsd() + " USD, final delta "
                + with.books().get(0).finalDelta());

        assertThat(left.optionFills()).isZero();
        assertThat(left.gammaCash()).as("beyond its limit").isLessThan(-1.5 * GAMMA_LIMIT);
        assertThat(kept.optionFills()).isPositive();
        assertThat(kept.gammaCash()).isBetween(-1.02 * GAMMA_LIMIT, GAMMA_LIMIT);
        assertThat(Math.abs(with.books().get(0).finalDelta()))
                .as("within the band")
                .isLessThan(0.21);
        assertThat(with.feesUsd()).as("options and their delta are paid for").isGreaterThan(without.feesUsd());
    }

    @Test
    void shouldRepeatItself() {
        assertThat(run("first", true).outputHash())
                .isEqualTo(run("second", true).outputHash());
    }
}
