package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.ExecutionTactic;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.StrategyKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A desk that says something in every section there is: read whole, said in one form, and every mistake told at once. */
class EverySectionTest {
    /** Every section that a file may have, in a book that they all fit. */
    static final String DESK = """
            [engine]
            decision_heartbeat_ms = 500
            [rate]
            max_messages = 40
            [pipeline]
            timer_interval_ms = 50
            [journal]
            storage = "file"
            [surface]
            enabled = true
            interval_s = 2
            [overlay]
            enabled = true
            gamma_low_usd = -30000.0
            gamma_high_usd = 30000.0
            min_interval_s = 10
            [venue]
            heartbeat_s = 20
            [simulation]
            latency_ms = 10
            [fees]
            perpetual_taker_rate = 0.0004
            [hedging]
            trade_when = "outside and since_trade >= 1s"
            trade_also_when = "event(jump)"
            delta = "estimated"
            trade_on_remark = false
            remark_half_life_s = 60
            score_deltas_every_s = 5
            vol_source = "surface"
            [execution]
            tactic = "maker_first"
            horizon_s = 10
            [limits]
            max_order_usd = 2000000.0
            collar_bp = 300.0
            max_vol_age_s = 120
            max_forward_age_s = 60
            [forecast]
            estimator = "ewma"
            start_vol = 0.6
            interval_s = 1
            cost = "measured"
            [strategy]
            kind = "gamma_scalping"
            idle_half_width_coins = 3.0

            [[book]]
            coin = "BTC"
            style = "inverse"
            hedge_instrument = "BTC-PERPETUAL"
            sense = "usd_neutral"
            cash_coins = 4.0
            cash_usd = 0.0
            half_width_coins = 0.2
            [book.hedging]
            policy = "band-network"
            risk_aversion_per_usd = 0.001
            cost_bp = 5.0
            network = "%s"
            [book.execution]
            tactic = "iceberg"
            display_lots = 500
            [book.limits]
            max_position_usd = 5000000.0
            [book.forecast]
            half_life_s = 600
            [book.strategy]
            rent_margin_usd = 1.0
            [book.overlay]
            vega_low_usd = -500.0
            [book.rule]
            expiries = 2
            min_days = 5.0
            strikes = 2
            legs = "call_and_put"
            quantity_coins = 2.0
            [[book.position]]
            instrument = "BTC-PERPETUAL"
            amount = -30000.0
            average_price = 90000.0
            [[book.hedge]]
            rule = "perpetual"
            max_position_usd = 5000000.0
            [[book.hedge]]
            rule = "quarterly"
            max_position_usd = 5000000.0
            [book.choice]
            roll_before_h = 24
            """;

    private static String desk() {
        return DESK.formatted(Path.of("..", "config", "networks", "gbm-band.toml"));
    }

    private static Configuration read(final String name, final String text) {
        return ConfigurationReader.read(name, text);
    }

    @Test
    void shouldSayItWholeAgainFromWhatItSaid() {
        final Configuration once = read("desk.toml", desk());
        final String shown = once.canonical().text();
        final Configuration again = read("shown.toml", shown);

        assertThat(again.canonical().text()).isEqualTo(shown);
        assertThat(again.books()).isEqualTo(once.books());
        assertThat(again.hash()).isEqualTo(once.hash());
        assertThat(shown)
                .contains("[book.hedging]", "[book.execution]", "[book.limits]", "[book.forecast]", "[book.strategy]")
                .contains("[book.overlay]")
                .contains("[book.rule]", "[[book.position]]", "[[book.hedge]]", "[book.choice]");
    }

    @Test
    void shouldSaySomethingInEverySection() {
        final Set<String> sections = new TreeSet<>();
        SchemaTable.rows()
                .forEach(row -> sections.add(row.key().substring(0, row.key().lastIndexOf('.'))));

        for (final String section : sections) {
            assertThat(desk()).as("a section that this test does not know").contains("[" + section + "]");
        }
    }

    @Test
    void shouldTellTheEngineOfEveryPartOnceAndTheSameFromWhatItSaid() {
        final BookSettings once = read("desk.toml", desk()).books().get(0);
        assertThat(once.execution().tactic()).isEqualTo(ExecutionTactic.ICEBERG);
        assertThat(once.strategy().kind()).isEqualTo(StrategyKind.GAMMA_SCALPING);

        final List<Integer> told = told(once);

        assertThat(told).contains(29, 31, 32, 33, 35);
        assertThat(told(read("shown.toml", read("desk.toml", desk()).canonical().text())
                        .books()
                        .get(0)))
                .isEqualTo(told);
    }

    private static List<Integer> told(final BookSettings book) {
        final List<Integer> types = new ArrayList<>();
        final Ingress ingress = (buffer, offset, length, timeNs) -> {
            types.add(new MessageHeaderDecoder().wrap(buffer, offset).templateId());
            return types.size();
        };
        final ConfigurationEvents events = new ConfigurationEvents();
        events.offerExecution(book.execution(), 0, ingress, 1);
        events.offerOutlook(book, 0, ingress, 1);
        new TimingEvents().offer(book.hedging().timing(), 0, ingress, 1);
        return types;
    }

    @Test
    void shouldTellEveryMistakeOfEverySectionAtOnce() {
        final String[][] mistakes = {
            {"decision_heartbeat_ms = 500", "decision_heartbeat_ms = 0", "engine.decision_heartbeat_ms"},
            {"max_messages = 40", "max_messages = 0", "rate.max_messages"},
            {"timer_interval_ms = 50", "timer_interval_ms = 0", "pipeline.timer_interval_ms"},
            {"storage = \"file\"", "storage = \"paper\"", "journal.storage"},
            {"interval_s = 2\n", "interval_s = 0\n", "surface.interval_s"},
            {"gamma_low_usd = -30000.0", "gamma_low_usd = 1.0", "overlay.gamma_low_usd"},
            {"heartbeat_s = 20", "heartbeat_s = 1", "venue.heartbeat_s"},
            {"latency_ms = 10", "latency_ms = -1", "simulation.latency_ms"},
            {"perpetual_taker_rate = 0.0004", "perpetual_taker_rate = 1.0", "fees.perpetual_taker_rate"},
            {"since_trade >= 1s", "since_lunch >= 1s", "hedging.trade_when"},
            {"event(jump)", "event(lunch)", "hedging.trade_also_when"},
            {"delta = \"estimated\"", "delta = \"guessed\"", "hedging.delta"},
            {"horizon_s = 10", "horizon_s = 0", "execution.horizon_s"},
            {"collar_bp = 300.0", "collar_bp = 0.0", "limits.collar_bp"},
            {"estimator = \"ewma\"", "estimator = \"ewme\"", "forecast.estimator"},
            {"idle_half_width_coins = 3.0", "idle_half_width_coins = 0.0", "strategy.idle_half_width_coins"},
            {"half_width_coins = 0.2", "half_width_coins = -1.0", "book.half_width_coins"},
            {"cost_bp = 5.0", "cost_bp = -5.0", "book.hedging.cost_bp"},
            {"display_lots = 500", "display_lots = -1", "book.execution.display_lots"},
            {
                "max_position_usd = 5000000.0\n[book.forecast]",
                "max_position_usd = 0.0\n[book.forecast]",
                "book.limits.max_position_usd"
            },
            {"half_life_s = 600", "half_life_s = 0", "book.forecast.half_life_s"},
            {"rent_margin_usd = 1.0", "rent_margin_usd = -1.0", "book.strategy.rent_margin_usd"},
            {"vega_low_usd = -500.0", "vega_low_usd = 500.0", "book.overlay.vega_low_usd"},
            {"expiries = 2", "expiries = 0", "book.rule.expiries"},
            {"amount = -30000.0", "amount = \"much\"", "book.position.amount"},
            {"rule = \"quarterly\"", "rule = \"yearly\"", "book.hedge.rule"},
            {"roll_before_h = 24", "roll_before_h = -1", "book.choice.roll_before_h"},
        };
        String text = desk();
        for (final String[] mistake : mistakes) {
            assertThat(text).contains(mistake[0]);
            text = text.replace(mistake[0], mistake[1]);
        }
        final String wrong = text;

        final ConfigurationException failure =
                catchThrowableOfType(ConfigurationException.class, () -> read("desk.toml", wrong));

        final String told = failure.getMessage();
        for (final String[] mistake : mistakes) {
            assertThat(told).as(told).contains(mistake[2]);
        }
    }
}
