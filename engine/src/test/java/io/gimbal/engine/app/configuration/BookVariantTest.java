package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.journal.EventJson;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a variant makes of a recorded book: the events of a desk that says so, or the configuration's own refusal. */
class BookVariantTest {
    private static final long START_NS = 1_681_344_000_000_000_000L;
    private static final int UNDERLYING = 3;
    private static final String EVERYTHING = """
        [surface]
        enabled = true
        interval_s = 2

        [limits]
        max_order_usd = 123456.78
        max_vol_age_s = 120
        max_forward_age_s = 60
        collar_bp = 300.0

        [hedging]
        target_coins = -0.25
        hedge_ratio = 0.9
        hedge_on = ["book", "jump"]
        projection = "unit"
        price_offset_ticks = 7
        vol_source = "surface"
        delta = "skew-stickiness:0.25"
        trade_on_remark = false
        remark_half_life_s = 90
        override_multiple = 4.5
        score_deltas_every_s = 5
        trade_when = "outside and (since_trade >= 1s or price_move >= 2bp)"
        trade_also_when = "event(jump)"

        [execution]
        tactic = "maker_first"
        take_multiple = 1.25
        horizon_s = 10

        [forecast]
        estimator = "har"
        har_constant = -0.3
        har_daily = 0.4
        har_weekly = 0.3
        har_monthly = 0.2
        har_error_variance = 0.1
        start_vol = 0.6
        cost = "measured"

        [strategy]
        kind = "gamma_scalping"
        idle_half_width_coins = 3.0
        cost_bp = 4.5

        [[book]]
        coin = "BTC"
        style = "inverse"
        hedge_instrument = "BTC-PERPETUAL"
        sense = "coin_neutral"
        cash_coins = 100.0
        cash_usd = 0.0
        half_width_coins = 0.2

        [book.hedging]
        policy = "band-network"
        risk_aversion_per_usd = 0.00123456789
        cost_bp = 5.25
        network = "../config/networks/gbm-band.toml"

        [book.rule]
        expiries = 1
        min_days = 5.0
        strikes = 1
        legs = "call_and_put"
        quantity_coins = -10.0

        [[book.hedge]]
        instrument = "BTC-PERPETUAL"
        max_position_usd = 5000000.0
        impact_bp = 1.5

        [[book.hedge]]
        instrument = "BTC-30JUN23"
        taker_fee_bp = 3.0
        max_position_usd = 20000000.0

        [book.choice]
        horizon_h = 36
        ratio = "minimum-variance"
        level_limit_usd = 250000.0
        """;

    private final EventJson json = new EventJson();

    private static InstrumentSpec spec(final String name, final int id) {
        return VenueProfile.deribit().spec(name, id, UNDERLYING);
    }

    /** What a session with a desk is told of its first book. */
    private static BookVariant.Recorded recorded(final String desk, final boolean isSmileFitted) {
        final BookSettings book =
                ConfigurationReader.read("desk.toml", desk).books().get(0);
        final Map<Integer, InstrumentSpec> specs = new HashMap<>();
        final List<InstrumentSpec> candidates = new ArrayList<>();
        final InstrumentSpec hedge = spec(book.hedgeInstrument(), 17);
        specs.put(17, hedge);
        for (final HedgeCandidateSettings candidate : book.hedges()) {
            final String name = candidate.name(book, START_NS);
            final InstrumentSpec spec = name.equals(hedge.name()) ? hedge : spec(name, 18 + candidates.size());
            candidates.add(spec);
            specs.put(spec.instrumentId(), spec);
        }
        final List<DirectBuffer> events = new ArrayList<>();
        new BookEvents()
                .offer(
                        book,
                        UNDERLYING,
                        17,
                        candidates,
                        (buffer, offset, length, timeNs) -> {
                            final byte[] bytes = new byte[length];
                            buffer.getBytes(offset, bytes);
                            events.add(new UnsafeBuffer(bytes));
                            return 0;
                        },
                        START_NS);
        return new BookVariant.Recorded(UNDERLYING, book.coin(), hedge, isSmileFitted, events, specs);
    }

    private List<String> shown(final List<DirectBuffer> events) {
        return events.stream()
                .map(event -> json.toJson(event, 0, event.capacity()))
                .map(event -> event.contains("PolicyNetwork") ? event.substring(0, 60) : event)
                .toList();
    }

    private static List<DirectBuffer> changed(final String desk, final String variant) {
        return BookVariant.parse(variant).of(recorded(desk, true));
    }

    private void assertSame(final String desk, final String variant, final String other) {
        assertThat(shown(changed(desk, variant)))
                .isEqualTo(shown(recorded(other, true).events()));
    }

    // ------------------------------------------------------------------ what it makes of a book

    @Test
    void shouldTellTheSameEventsWhenEveryPartIsStatedAsItWas() {
        final List<DirectBuffer> told = changed(
                EVERYTHING,
                "same:hedge_ratio=0.9,delta=skew-stickiness:0.25,execution=maker-first,limits.collar_bp=300,"
                        + "forecast=har,strategy=gamma-scalping,choice.horizon_h=36");

        assertThat(shown(told)).isEqualTo(shown(recorded(EVERYTHING, true).events()));
        assertThat(told).isEqualTo(recorded(EVERYTHING, true).events());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "btc-chain",
                "btc-eth-mixed",
                "btc-maker-first",
                "btc-straddles",
                "btc-two-instruments",
                "btc-vol-target",
                "btc-whalley-wilmott",
                "eth-straddles",
                "usdc-linear"
            })
    void shouldTellTheSameEventsOfEveryShippedDesk(final String name) throws IOException {
        final String desk = Files.readString(Path.of("../config/desks/" + name + ".toml"));
        final BookVariant.Recorded recorded = recorded(desk, false);
        final MessageHeaderDecoder header = new MessageHeaderDecoder();

        final List<DirectBuffer> told = BookVariant.parse("same:price_offset_ticks="
                        + ConfigurationReader.read("desk.toml", desk)
                                .books()
                                .get(0)
                                .hedging()
                                .priceOffsetTicks())
                .of(recorded);

        assertThat(shown(told)).isEqualTo(shown(recorded.events()));
        assertThat(told)
                .allMatch(
                        event -> BookEvents.ORDER.contains(header.wrap(event, 0).templateId()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "a:execution=taker ~ tactic = \"taker\"",
                "a:execution.take_multiple=2.75 ~ take_multiple = 2.75",
                "a:strategy=none ~ kind = \"none\"",
                "a:strategy.idle_half_width_coins=1 ~ idle_half_width_coins = 1",
                "a:delta=minimum-variance:0.1,-0.2,0.3 ~ delta = \"minimum-variance:0.1,-0.2,0.3\"",
                "a:delta=sticky-strike,hedge_ratio=1 ~ delta = \"sticky-strike\" & hedge_ratio = 1.0",
                "a:target_coins=1.5 ~ target_coins = 1.5",
                "a:hedging.target_coins=1.5 ~ target_coins = 1.5",
                "a:half_width_coins=0.75 ~ half_width_coins = 0.75",
                "a:hedge_on=none ~ hedge_on = []",
                "a:hedge_on=jump|deposit ~ hedge_on = [\"jump\", \"deposit\"]",
                "a:trade_when=none ~ trade_when",
                "a:trade_when=not between(07:30, 08:00) and price_move >= 3bp"
                        + " ~ trade_when = \"not between(07:30, 08:00) and price_move >= 3bp\"",
                "a:override_multiple=6 ~ override_multiple = 6",
                "a:limits.max_order_usd=1e5 ~ max_order_usd = 100000",
                "a:forecast.start_vol=none ~ start_vol",
                "a:choice.ratio=one,choice.level_limit_usd=none ~ ratio = \"one\" & level_limit_usd",
                "a:vol_source=mark,delta=sticky-strike ~ vol_source = \"mark\" & delta = \"sticky-strike\"",
                "a:risk_aversion_per_usd=1e-6 ~ risk_aversion_per_usd = 0.000001",
                "a:network=../config/networks/btc-band.toml ~ network = \"../config/networks/btc-band.toml\""
            })
    void shouldTellWhatADeskIsToldThatSaysSo(final String variant, final String lines) {
        String other = EVERYTHING;
        for (final String line : lines.split(" & ", -1)) {
            final String key = line.split("=", -1)[0].strip();
            assertThat(other).containsPattern("(?m)^" + key + " = ");
            other = other.replaceFirst("(?m)^" + key + " = .*$", line.contains("=") ? line : "");
        }

        assertSame(EVERYTHING, variant, other);
    }

    @Test
    void shouldLeaveBehindWhatAnotherPolicyDoesNotRead() {
        final String clock = EVERYTHING
                .replace("policy = \"band-network\"", "policy = \"fixed-time\"\ninterval_s = 45")
                .replaceAll("(?m)^(risk_aversion_per_usd|network) = .*$", "")
                .replaceFirst("(?m)^cost_bp = 5.25$", "");

        assertSame(EVERYTHING, "a:policy=fixed-time,interval_s=45", clock);
    }

    @Test
    void shouldKeepTheRecordedParametersForAPolicyThatReadsThem() {
        final String other = EVERYTHING
                .replace("policy = \"band-network\"", "policy = \"zakamouline-edge\"")
                .replaceAll("(?m)^network = .*$", "");

        assertSame(EVERYTHING, "a:policy=zakamouline-edge", other);
    }

    @Test
    void shouldDoWithoutCandidatesWhenTheChoiceIsOff() {
        final String alone = EVERYTHING.substring(0, EVERYTHING.indexOf("[[book.hedge]]"));

        assertSame(EVERYTHING, "a:choice=off", alone);
    }

    @Test
    void shouldDropTheUpperHalfOfAnUnevenBandWithItsPolicy() {
        final String uneven = TomlText.BOOK + "upper_half_width_coins = 3.5\n" + TomlText.RULE;

        assertSame(uneven, "a:price_offset_ticks=20", uneven);
        assertSame(
                uneven,
                "a:policy=whalley-wilmott-edge,risk_aversion_per_usd=0.001",
                TomlText.desk() + "[book.hedging]\npolicy = \"whalley-wilmott-edge\"\nrisk_aversion_per_usd = 0.001\n");
    }

    // ------------------------------------------------------------------ what it refuses

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "execution=taker | is no variant; write NAME:KEY=VALUE",
                "a | is no variant",
                "a:taker | is no change; write NAME:KEY=VALUE",
                "a:exection=taker | exection is not a property of a book; did you mean execution?",
                "a:execution.tacitc=taker | did you mean execution.tactic?",
                "a:engine.greeks_interval_ms=5 | is not a property of a book",
                "a:coin=ETH | coin is the journal's own",
                "a:cash_coins=5 | is the journal's own",
                "a:sense=venue | is the journal's own",
                "a:hedge_ratio=1,hedge_ratio=0.5 | hedge_ratio stands twice",
                "a:hedge_ratio=1,hedging.hedge_ratio=0.5 | stands twice",
                "a:choice=on | choice is off, or a property of it"
            })
    void shouldRefuseWhatIsNoChange(final String variant, final String message) {
        assertThatThrownBy(() -> BookVariant.parse(variant))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a:execution=fast | book.execution.tactic must be one of taker | maker_first",
                "a:hedge_ratio=3 | book.hedging.hedge_ratio must be 0 to 2",
                "a:hedge_ratio=much | book.hedging.hedge_ratio must be a number",
                "a:policy=soothsayer | book.hedging.policy must be one of",
                "a:policy=price-move | book.hedging.price_move_bp is missing: policy price-move needs it",
                "a:policy=fixed-time,risk_aversion_per_usd=1 | means nothing to policy fixed-time",
                "a:trade_when=outside and | book.hedging.trade_when at character",
                "a:delta=sticky | book.hedging.delta must be sticky-strike",
                "a:strategy=cppi | book.strategy.floor_usd is missing: cppi needs it",
                "a:execution.take_multiple=5,execution.cross_multiple=2 | cross_multiple",
                "a:choice.horizon_h=0 | book.choice.horizon_h must be 1 to 8760",
                "a:network=nowhere.toml | there is no such file",
                "a:trade_when=\"x | must not hold quotes"
            })
    void shouldRefuseWithTheWordsOfTheConfiguration(final String variant, final String message) {
        final BookVariant parsed = BookVariant.parse(variant);

        final ConfigurationException failure =
                catchThrowableOfType(ConfigurationException.class, () -> parsed.of(recorded(EVERYTHING, true)));

        assertThat(String.join("; ", BookVariant.messages(failure)))
                .contains(message)
                .doesNotContain("--variant");
    }

    @Test
    void shouldRefuseSmilesWhereTheJournalHoldsNone() {
        final BookVariant variant = BookVariant.parse("a:vol_source=surface,delta=sticky-moneyness");

        assertThatThrownBy(() -> variant.of(recorded(TomlText.desk(), false)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the journal holds no fitted smiles");
        assertThat(variant.of(recorded(TomlText.desk(), true))).isNotEmpty();
    }

    @Test
    void shouldRefuseToChooseWhereTheSessionHadNothingToChooseFrom() {
        final BookVariant variant = BookVariant.parse("a:choice.horizon_h=5");

        assertThatThrownBy(() -> variant.of(recorded(TomlText.desk(), false)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has nothing to choose from");
    }
}
