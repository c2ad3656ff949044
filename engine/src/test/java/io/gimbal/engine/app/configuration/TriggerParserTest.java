package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.policy.TriggerProgram;
import io.gimbal.engine.hedging.policy.TriggerView;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language of triggers: what it means, how it is shown, and what is said of what it does not mean. */
class TriggerParserTest {
    private static final long DAY_NS = 86_400_000_000_000L;

    private final HedgeView hedge = new HedgeView();
    private final TriggerView view = new TriggerView(hedge);

    private static String canonical(final String text) {
        return TriggerParser.parse(text).text();
    }

    private static RefusedValueException refused(final String text) {
        final RefusedValueException refused =
                catchThrowableOfType(RefusedValueException.class, () -> TriggerParser.parse(text));
        assertThat(refused).as("taken: %s", text).isNotNull();
        return refused;
    }

    private boolean isTrue(final String text) {
        final TriggerProgram program = new TriggerProgram();
        for (final TriggerExpression.Step step : TriggerParser.steps(TriggerParser.parse(text))) {
            assertThat(program.add(step.operation(), step.operand())).isTrue();
        }
        assertThat(program.isWhole()).as(text).isTrue();
        return program.isTrue(view);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "outside|outside",
                "  outside  |outside",
                "(((outside)))|outside",
                "not(outside)|not outside",
                "not not outside|not not outside",
                "not (outside and true)|not (outside and true)",
                "(outside and true) and false|outside and true and false",
                "outside or (true or false)|outside or true or false",
                "outside or (true and false)|outside or true and false",
                "(outside or true) and false|(outside or true) and false",
                "since_trade>=90s|since_trade >= 90s",
                "since_trade >= 120s|since_trade >= 2m",
                "since_trade >= 7200s|since_trade >= 2h",
                "since_trade >= 48h|since_trade >= 2d",
                "since_trade >= 1.5m|since_trade >= 90s",
                "since_trade > 0.5s|since_trade > 0.5s",
                "since_trade > 0d|since_trade > 0s",
                "price_move < 0.5%|price_move < 50bp",
                "price_move < 12.5bp|price_move < 12.5bp",
                "vol <= 0.6|vol <= 60%",
                "vol <= 62.5%|vol <= 62.5%",
                "margin_ratio > 80%|margin_ratio > 80%",
                "deviation >= 1.50|deviation >= 1.5",
                "deviation_coins >= 10|deviation_coins >= 10",
                "gamma < 0.25|gamma < 0.25",
                "price > 30000|price > 30000",
                "time >= 07:30:00|time >= 07:30",
                "time < 23:59:59|time < 23:59:59",
                "time_to_expiry < 30m|time_to_expiry < 30m",
                "between( 07:30 ,08:00 )|between(07:30, 08:00)",
                "event(deposit)|event(deposit)",
                "event(margin,deposit , book)|event(book, deposit, margin)",
                "outside and (since_trade >= 30s or price_move >= 50bp) and not between(07:30, 08:00)"
                        + "|outside and (since_trade >= 30s or price_move >= 50bp) and not between(07:30, 08:00)"
            })
    void shouldShowOneForm(final String text, final String expected) {
        assertThat(canonical(text)).isEqualTo(expected);
        assertThat(canonical(expected)).as("reads back").isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|0|expected a condition|the end|",
                "outsid|0|expected a condition|\"outsid\"|did you mean outside?",
                "priec_move >= 50bp|0|expected a condition|\"priec_move\"|did you mean price_move?",
                "outside adn true|8|expected and, or, or the end|\"adn\"|did you mean and?",
                "outside true|8|expected and, or, or the end|\"true\"|",
                "outside and|11|expected a condition|the end|",
                "outside and and|12|expected a condition|\"and\"|",
                "(outside|8|expected and, or, or )|the end|",
                "outside)|7|expected and, or, or the end|\")\"|",
                "since_trade|11|expected >=, <=, > or < after since_trade|the end|",
                "since_trade = 30s|12|expected >=, <=, > or < after since_trade|\"=\"|",
                "since_trade >= 30|15|expected a duration|\"30\"|",
                "since_trade >= 30bp|15|expected a duration|\"30bp\"|",
                "since_trade >= -30s|15|expected a duration|\"-\"|",
                "price_move >= 50|14|expected a move|\"50\"|",
                "price_move >= 50s|14|expected a move|\"50s\"|",
                "vol >= 60bp|7|expected a share|\"60bp\"|",
                "time >= 7:30|8|expected a time of the day|\"7:30\"|",
                "time >= 24:00|8|expected a time of the day|\"24:00\"|",
                "deviation >= 3x|13|expected a number|\"3x\"|",
                "deviation >= 1.123456789|13|expected a number|\"1.123456789\"|",
                "price > 90000000001|8|expected a number|\"90000000001\"|",
                "between(07:30, 07:30)|15|another time than the start||",
                "between(07:30 08:00)|14|expected , and the end of the stretch|\"08:00\"|",
                "between 07:30|8|expected ( after between|\"07:30\"|",
                "event(depositt)|6|expected an event|\"depositt\"|did you mean deposit?",
                "event(deposit, deposit)|15|each event once|\"deposit\"|",
                "event()|6|expected an event|\")\"|",
                "event deposit|6|expected ( after event|\"deposit\"|",
                "outside & true|8|expected and, or, or the end|\"&\"|",
                "30s <= since_trade|0|expected a condition|\"30s\"|"
            })
    void shouldSayWhereWhatWasExpectedAndWhatWasMeant(
            final String text, final int at, final String expected, final String found, final String meant) {
        final RefusedValueException refused = refused(text);

        assertThat(refused.offset()).isEqualTo(at);
        assertThat(refused.sentence())
                .startsWith("at character " + (at + 1) + ": ")
                .contains(expected);
        assertThat(refused.sentence()).contains(found == null ? "" : "found " + found);
        assertThat(refused.sentence()).contains(meant == null ? "" : "; " + meant);
        if (meant == null) {
            assertThat(refused.sentence()).doesNotContain("did you mean");
        }
    }

    @Test
    void shouldBoundDepthStepsAndLength() {
        assertThat(canonical("(".repeat(31) + "outside" + ")".repeat(31))).isEqualTo("outside");
        assertThat(refused("(".repeat(32) + "outside" + ")".repeat(32)).sentence())
                .contains("at most 32 conditions");
        assertThat(refused("not ".repeat(40) + "outside").sentence()).contains("at most 32 conditions");
        assertThat(canonical("outside" + " and outside".repeat(31))).isNotEmpty();
        assertThat(refused("outside" + " and outside".repeat(32)).sentence()).contains("at most 64 steps", "found 65");
        assertThat(refused("outside" + " ".repeat(1_000)).sentence()).contains("1000 characters");
    }

    /** Three conditions joined in every way of two words, with and without not, against Java's own operators. */
    @Test
    void shouldBindAsJavaDoes() {
        final Predicate<Boolean> yes = x -> x;
        final Predicate<Boolean> no = x -> !x;
        for (int bits = 0; bits < 8; bits++) {
            final boolean a = (bits & 1) != 0;
            final boolean b = (bits & 2) != 0;
            final boolean c = (bits & 4) != 0;
            for (int nots = 0; nots < 8; nots++) {
                final boolean x = ((nots & 1) != 0 ? no : yes).test(a);
                final boolean y = ((nots & 2) != 0 ? no : yes).test(b);
                final boolean z = ((nots & 4) != 0 ? no : yes).test(c);
                final String p = word(nots & 1, a);
                final String q = word(nots & 2, b);
                final String r = word(nots & 4, c);
                same(p + " and " + q + " and " + r, x && y && z);
                same(p + " and " + q + " or " + r, (x && y) || z);
                same(p + " or " + q + " and " + r, x || (y && z));
                same(p + " or " + q + " or " + r, x || y || z);
                same("(" + p + " or " + q + ") and " + r, (x || y) && z);
                same(p + " and (" + q + " or " + r + ")", x && (y || z));
                same("not (" + p + " and " + q + ") or " + r, !(x && y) || z);
                same("not (" + p + " or " + q + " and " + r + ")", !(x || (y && z)));
            }
        }
    }

    private static String word(final int not, final boolean is) {
        return (not != 0 ? "not " : "") + is;
    }

    private void same(final String text, final boolean expected) {
        assertThat(isTrue(text)).as(text).isEqualTo(expected);
        assertThat(isTrue(canonical(text))).as("canonical of %s", text).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"07:29:59, false", "07:30:00, true", "07:59:59, true", "08:00:00, false", "23:00:00, false"})
    void shouldKnowAStretchOfTheDay(final String time, final boolean isInside) {
        final long seconds = Objects.requireNonNull(TriggerUnit.CLOCK.scaled(time)) / 100_000_000L;
        hedge.time(19_000 * DAY_NS + seconds * 1_000_000_000L, false);

        assertThat(isTrue("between(07:30, 08:00)")).isEqualTo(isInside);
        assertThat(isTrue("between(08:00, 07:30)")).as("over midnight").isEqualTo(!isInside);
    }

    /** Whatever is thrown at it, it reads it, or says where it does not; what it reads, it shows and reads back. */
    @Test
    void shouldSurviveAnything() {
        final long seed = 7_031_975L;
        final Random random = new Random(seed);
        final List<String> scraps = List.of(
                "outside",
                "and",
                "or",
                "since_trade >= 30s",
                "vol < 60%",
                "and",
                "or",
                "not",
                "(",
                ")",
                "event",
                "deposit",
                "jump",
                ",",
                "between",
                "07:30",
                "08:00",
                "since_trade",
                "price_move",
                "vol",
                ">=",
                "<",
                "30s",
                "50bp",
                "60%",
                "1.5",
                "=",
                "\"",
                "é",
                "_",
                "0",
                "99999999999999999999",
                "1.",
                ".5",
                "true",
                "priec",
                "\t",
                "\n",
                "-1");
        int taken = 0;
        for (int run = 0; run < 40_000; run++) {
            final StringBuilder text = new StringBuilder();
            final int length = 1 + random.nextInt(12);
            for (int i = 0; i < length; i++) {
                text.append(
                                random.nextInt(20) == 0
                                        ? Character.toString(random.nextInt(0x300))
                                        : scraps.get(random.nextInt(scraps.size())))
                        .append(random.nextInt(4) == 0 ? "" : " ");
            }
            taken += survives(text.toString(), "seed " + seed + ", run " + run) ? 1 : 0;
        }
        assertThat(taken).as("some mean something").isGreaterThan(300);
    }

    private static boolean survives(final String text, final String what) {
        try {
            final String shown = TriggerParser.parse(text).text();
            assertThat(canonical(shown)).as("%s: %s", what, text).isEqualTo(shown);
            return true;
        } catch (final RefusedValueException e) {
            assertThat(e.offset()).as("%s: %s", what, text).isBetween(RefusedValueException.WHOLE, text.length());
            assertThat(e.sentence()).as("%s: %s", what, text).isNotBlank();
            return false;
        }
    }
}
