package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.DeltaConfigurationDecoder;
import io.gimbal.journal.codec.DeltaRule;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.TriggerOperation;
import io.gimbal.journal.codec.TriggerRule;
import io.gimbal.journal.codec.TriggerStepDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which delta, and when: from the file to the engine's events. */
class TimingSettingsTest {
    private static final String SURFACE = "[surface]\nenabled = true\nmax_quote_age_s = 60\n";

    private static Configuration read(final String hedging) {
        return ConfigurationReader.read(
                "desk.toml", SURFACE + TomlText.desk() + "[book.hedging]\nvol_source = \"surface\"\n" + hedging + '\n');
    }

    private static TimingSettings timing(final String hedging) {
        return read(hedging).books().get(0).hedging().timing();
    }

    private static List<Problem> problems(final String text) {
        final ConfigurationException failure =
                catchThrowableOfType(ConfigurationException.class, () -> ConfigurationReader.read("desk.toml", text));
        assertThat(failure).as("nothing was wrong with: %s", text).isNotNull();
        return failure.problems();
    }

    private static List<UnsafeBuffer> told(final TimingSettings settings) {
        final List<UnsafeBuffer> events = new ArrayList<>();
        new TimingEvents()
                .offer(
                        settings,
                        3,
                        (buffer, offset, length, time) -> {
                            final byte[] copy = new byte[length];
                            buffer.getBytes(offset, copy);
                            events.add(new UnsafeBuffer(copy));
                            return 1;
                        },
                        1);
        return events;
    }

    private static TriggerStepDecoder step(final UnsafeBuffer event) {
        return new TriggerStepDecoder().wrapAndApplyHeader(event, 0, new MessageHeaderDecoder());
    }

    private static DeltaConfigurationDecoder delta(final String hedging) {
        return new DeltaConfigurationDecoder()
                .wrapAndApplyHeader(told(timing(hedging)).get(0), 0, new MessageHeaderDecoder());
    }

    @Test
    void shouldTellNothingWhereTheFileSaysNothing() {
        assertThat(told(timing(""))).isEmpty();
        assertThat(told(timing("override_multiple = 5\nremark_half_life_s = 10")))
                .isEmpty();
    }

    @Test
    void shouldTellTheStepsOfBothTriggers() {
        final List<UnsafeBuffer> events = told(timing("""
                trade_when = "outside and not price_move < 50bp"
                trade_also_when = "event(deposit, jump)"
                override_multiple = 2.5"""));

        assertThat(events).hasSize(7);
        assertThat(events.stream().map(event -> step(event).operation()))
                .containsExactly(
                        TriggerOperation.OUTSIDE,
                        TriggerOperation.PRICE_MOVE,
                        TriggerOperation.NUMBER,
                        TriggerOperation.BELOW,
                        TriggerOperation.NOT,
                        TriggerOperation.AND,
                        TriggerOperation.EVENT);
        for (int i = 0; i < 6; i++) {
            final TriggerStepDecoder step = step(events.get(i));
            assertThat(step.rule()).isEqualTo(TriggerRule.TRADE_WHEN);
            assertThat(step.index()).isEqualTo((short) i);
            assertThat(step.count()).isEqualTo((short) 6);
            assertThat(step.underlyingId()).isEqualTo(3);
            assertThat(step.overrideMultiple()).isEqualTo(250_000_000L);
        }
        assertThat(step(events.get(2)).operand()).isEqualTo(5_000_000_000L);
        assertThat(step(events.get(6)).rule()).isEqualTo(TriggerRule.TRADE_ALSO_WHEN);
        assertThat(step(events.get(6)).operand()).isEqualTo(1_800_000_000L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sticky-moneyness|STICKY_MONEYNESS|sticky-moneyness",
                "estimated|ESTIMATED|estimated",
                "skew-stickiness:0.50|SKEW_STICKINESS|skew-stickiness:0.5",
                "minimum-variance:-0.25,0.1,0|MINIMUM_VARIANCE|minimum-variance:-0.25,0.1,0",
                "minimum-variance: 1, 2, 3 ; 4, 5, 6|MINIMUM_VARIANCE|minimum-variance:1,2,3;4,5,6"
            })
    void shouldTellWhichDelta(final String text, final DeltaRule rule, final String canonical) {
        final TimingSettings settings = timing("delta = \"" + text + '"');

        assertThat(settings.delta()).isEqualTo(canonical);
        assertThat(delta("delta = \"" + text + '"').rule()).isEqualTo(rule);
        assertThat(read("delta = \"" + text + '"').canonical().text()).contains("delta = \"" + canonical + '"');
    }

    @Test
    void shouldTellTheNumbersOfADelta() {
        final long absent = DeltaConfigurationDecoder.stickinessNullValue();
        final DeltaConfigurationDecoder ratio = delta("delta = \"skew-stickiness:-0.5\"");
        final DeltaConfigurationDecoder both = delta("delta = \"minimum-variance:1,2,3;4,5,-6\"");
        final DeltaConfigurationDecoder gate =
                delta("trade_on_remark = false\nremark_half_life_s = 60\nscore_deltas_every_s = 30");

        assertThat(ratio.stickiness()).isEqualTo(-50_000_000L);
        assertThat(ratio.callA()).isEqualTo(absent);
        assertThat(ratio.isTradedOnRemark()).isEqualTo(BooleanType.TRUE);
        assertThat(List.of(both.callA(), both.callB(), both.callC(), both.putA(), both.putB(), both.putC()))
                .containsExactly(100_000_000L, 200_000_000L, 300_000_000L, 400_000_000L, 500_000_000L, -600_000_000L);
        assertThat(both.stickiness()).isEqualTo(absent);
        assertThat(gate.rule()).isEqualTo(DeltaRule.STICKY_STRIKE);
        assertThat(gate.isTradedOnRemark()).isEqualTo(BooleanType.FALSE);
        assertThat(gate.remarkHalfLifeNs()).isEqualTo(60_000_000_000L);
        assertThat(gate.scoreIntervalNs()).isEqualTo(30_000_000_000L);
        assertThat(gate.overrideMultiple()).isEqualTo(300_000_000L);
    }

    @Test
    void shouldReadBackWhatItShows() {
        final Configuration configuration = read("""
                trade_when = "outside   and(since_trade>=60s)"
                trade_also_when = "price_move >= 1%"
                delta = "skew-stickiness:1.50"
                trade_on_remark = false""");

        final Configuration again =
                ConfigurationReader.read("again", configuration.canonical().text());

        assertThat(configuration.canonical().text())
                .contains(
                        "trade_when = \"outside and since_trade >= 1m\"", "trade_also_when = \"price_move >= 100bp\"");
        assertThat(again.canonical().text()).isEqualTo(configuration.canonical().text());
        assertThat(again.books()).isEqualTo(configuration.books());
    }

    @Test
    void shouldPointAtTheVeryCharacterOfTheFile() {
        final String file = TomlText.desk() + "[book.hedging]\n";
        final int line = file.split("\n").length + 1;

        final Problem plain = problems(file + "  trade_when   =  \"outside and priec_move >= 50bp\"\n")
                .get(0);
        final Problem lines = problems(file + "trade_when = '''\noutside and\n  priec_move >= 50bp'''\n")
                .get(0);
        final Problem whole = problems(file + "trade_when = 5\n").get(0);

        assertThat(plain.text())
                .startsWith("desk.toml:" + line + ":32: book.hedging.trade_when at character 13: expected a condition")
                .endsWith("found \"priec_move\"; did you mean price_move?");
        assertThat(lines.line()).isEqualTo(line + 2);
        assertThat(lines.column()).isEqualTo(3);
        assertThat(whole.line()).isEqualTo(line);
        assertThat(whole.message()).contains("must be a string", "found 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sticky",
                "sticky-strike:1",
                "skew-stickiness",
                "skew-stickiness:",
                "skew-stickiness:x",
                "skew-stickiness:11",
                "skew-stickiness:1,2",
                "skew-stickiness:0.123456789",
                "estimated:1",
                "minimum-variance",
                "minimum-variance:1,2",
                "minimum-variance:1,2,3;4,5",
                "minimum-variance:1,2,3;4,5,6;7"
            })
    void shouldRefuseADeltaThatMeansNothing(final String text) {
        final List<Problem> problems = problems(TomlText.desk() + "[book.hedging]\ndelta = \"" + text + "\"\n");

        assertThat(problems).extracting(Problem::key).containsExactly("book.hedging.delta");
    }

    @Test
    void shouldSuggestTheDeltaThatWasMeant() {
        assertThat(problems(TomlText.desk() + "[book.hedging]\ndelta = \"sticky-moneynes\"\n")
                        .get(0)
                        .message())
                .contains("did you mean sticky-moneyness?");
    }

    @ParameterizedTest
    @CsvSource({
        "sticky-moneyness, true",
        "skew-stickiness:2, true",
        "estimated, true",
        "'minimum-variance:0,0,0', false"
    })
    void shouldAskForSmilesWhereTheDeltaReadsThem(final String delta, final boolean isNeeded) {
        final String text = TomlText.desk() + "[book.hedging]\ndelta = \"" + delta + "\"\n";

        if (isNeeded) {
            final Problem problem = problems(text).get(0);
            assertThat(problem.key()).isEqualTo("book.hedging.delta");
            assertThat(problem.message()).contains("vol_source = \"surface\"");
        } else {
            assertThat(ConfigurationReader.read("desk.toml", text).books()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 9, false", "5, 10, true", "60, 0, true", "60, 119, false"})
    void shouldNotScoreFasterThanSmilesAreFitted(final int fit, final int score, final boolean isTaken) {
        final String text = "[surface]\nenabled = true\ninterval_s = " + fit + '\n' + TomlText.desk()
                + "[book.hedging]\nvol_source = \"surface\"\nscore_deltas_every_s = " + score + '\n';

        if (isTaken) {
            assertThat(ConfigurationReader.read("desk.toml", text).books()).hasSize(1);
        } else {
            assertThat(problems(text)).extracting(Problem::key).containsExactly("surface.interval_s");
        }
    }

    @Test
    void shouldRefuseAnotherDeltaForTheVenuesTotal() {
        final String text = TomlText.desk().replace("coin_neutral", "venue")
                + "[book.hedging]\ndelta = \"minimum-variance:0.1,0,0\"\n";

        assertThat(problems(text).get(0).message()).contains("sense is venue");
    }

    @Test
    void shouldAskForAHalfWidthThatTheOverrideCanCount() {
        final String clock = TomlText.desk().replace("half_width_coins = 2.5\n", "")
                + "[book.hedging]\npolicy = \"fixed-time\"\ntrade_when = \"not between(07:30, 08:00)\"\n";

        assertThat(problems(clock).get(0).message()).contains("needs half_width_coins", "fixed-time has no band");
        assertThat(ConfigurationReader.read(
                                "desk.toml",
                                clock.replace("cash_usd = 0.0\n", "cash_usd = 0.0\nhalf_width_coins = 1\n"))
                        .books())
                .hasSize(1);
    }
}
