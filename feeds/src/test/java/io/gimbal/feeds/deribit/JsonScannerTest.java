package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonScannerTest {
    private static final FieldNames NAMES =
            FieldNames.of("price", "amount", "legs", "best_bid_price", "best_bid_amount");
    private static final int PRICE = 0;
    private static final int AMOUNT = 1;
    private static final int LEGS = 2;
    private static final int BEST_BID_PRICE = 3;
    private static final long SEED = 20_261_128L;

    private final JsonScanner scanner = new JsonScanner();

    private JsonScanner scan(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return scanner.wrap(bytes, 0, bytes.length);
    }

    private JsonStatus skipAll(final String text) {
        scan(text).skip();
        scanner.finish();
        return scanner.status();
    }

    @Test
    void shouldHandOutKnownFieldsInAnyOrderAndSkipTheOthers() {
        scan("{\"x\":{\"price\":1,\"y\":[1,{\"z\":\"]}\"}]},\"amount\":2.5 , \"price\" : 3, \"legs\":[10,20] }");

        long price = 0;
        long amount = 0;
        long legs = 0;
        assertThat(scanner.enterObject()).isTrue();
        for (int field; (field = scanner.nextField(NAMES)) != JsonScanner.END; ) {
            switch (field) {
                case PRICE -> price = scanner.decimal();
                case AMOUNT -> amount = scanner.decimal();
                case LEGS -> {
                    assertThat(scanner.enterArray()).isTrue();
                    while (scanner.nextElement()) {
                        legs += scanner.integer();
                    }
                }
                default -> scanner.skip();
            }
        }

        assertThat(scanner.finish()).isTrue();
        assertThat(price).isEqualTo(3 * Decimals.ONE);
        assertThat(amount).isEqualTo(5 * Decimals.ONE / 2);
        assertThat(legs).isEqualTo(30);
    }

    @Test
    void shouldTellNamesApartThatDifferInOneByteOnly() {
        scan(
                "{\"best_bid_pricf\":1,\"best_bid_pric\":2,\"pric\":3,\"prices\":4,\"best_bid_price\":5,\"best_ask_price\":6}");

        scanner.enterObject();

        assertThat(scanner.nextField(NAMES)).isEqualTo(BEST_BID_PRICE);
        assertThat(scanner.integer()).isEqualTo(5);
        assertThat(scanner.nextField(NAMES)).isEqualTo(JsonScanner.END);
        assertThat(scanner.finish()).isTrue();
    }

    @Test
    void shouldReadANameThatIsWrittenWithEscapes() {
        scan("{\"\\u0070rice\":7}");

        scanner.enterObject();

        assertThat(scanner.nextField(NAMES)).isEqualTo(PRICE);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "-0.0, 0",
        "1, 100000000",
        "-1.5, -150000000",
        "92281.78, 9228178000000",
        "3.2e4, 3200000000000",
        "9.21e4, 9210000000000",
        "5.0e-8, 5",
        "-4.0e-7, -40",
        "-8.477e-05, -8477",
        "0.0028213400122472977, 282134",
        "0.000000005, 0",
        "0.000000015, 2",
        "0.0000000250000000000000000000001, 3",
        "-0.000000005, 0",
        "-0.000000015, -2",
        "1E+2, 10000000000",
        "12345678901.23456789, 1234567890123456789",
        "92233720368.54775807, 9223372036854775807",
        "-92233720368.54775807, -9223372036854775807",
        "0e999999999999, 0",
        "1e-999999999999, 0",
        "0.00000000000000000000000000000000000001e38, 100000000",
        "100000000000000000000000000000000000000e-38, 100000000",
    })
    void shouldScaleNumbersExactly(final String text, final long scaled) {
        assertThat(scan(text).decimal()).isEqualTo(scaled);
        assertThat(scanner.finish()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "92233720368.54775808",
                "-92233720368.547758075",
                "1e11",
                "1e99999999999",
                "123456789012345678901234567890"
            })
    void shouldCallANumberThatDoesNotFitAnOverflow(final String text) {
        assertThat(scan(text).decimal()).isEqualTo(Decimals.ABSENT);
        assertThat(scanner.status()).isEqualTo(JsonStatus.NUMBER_OVERFLOW);
    }

    @Test
    void shouldSkipANumberThatDoesNotFit() {
        assertThat(skipAll("[1e400,123456789012345678901234567890]")).isEqualTo(JsonStatus.OK);
    }

    @ParameterizedTest
    @CsvSource({
        "87.27, 87270000",
        "200, 200000000",
        "0.000001, 1",
        "0.0000005, 0",
        "1.5e1, 15000000",
        "-74.2, -74200000"
    })
    void shouldReadPercentAsAFraction(final String text, final long scaled) {
        assertThat(scan(text).percent()).isEqualTo(scaled);
    }

    @ParameterizedTest
    @CsvSource({
        "1765541474086, 1765541474086",
        "-7, -7",
        "1.2e3, 1200",
        "10.0, 10",
        "9223372036854775807, 9223372036854775807",
        "120000e-4, 12",
        "0.0, 0",
    })
    void shouldReadWholeNumbers(final String text, final long value) {
        assertThat(scan(text).integer()).isEqualTo(value);
        assertThat(scanner.finish()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1e-1", "9223372036854775808", "0.1e0"})
    void shouldRefuseAFractionWhereAWholeNumberIsAsked(final String text) {
        scan(text).integer();

        assertThat(scanner.status()).isEqualTo(JsonStatus.NUMBER_OVERFLOW);
    }

    @Test
    void shouldEqualBigDecimalOnRandomNumbers() {
        final Random random = new Random(SEED);
        System.out.println("seed=" + SEED);
        for (int i = 0; i < 200_000; i++) {
            final String text = randomNumber(random);
            final BigDecimal exact = new BigDecimal(text).movePointRight(8).setScale(0, RoundingMode.HALF_EVEN);
            final boolean fits = exact.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;

            final long value = scan(text).decimal();

            assertThat(scanner.isOk()).as(text).isEqualTo(fits);
            if (fits) {
                assertThat(value).as(text).isEqualTo(exact.longValueExact());
            }
        }
    }

    private static String randomNumber(final Random random) {
        final StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        final int whole = random.nextInt(13);
        text.append(whole == 0 ? "0" : String.valueOf(1 + random.nextInt(9)));
        for (int i = 1; i < whole; i++) {
            text.append(random.nextInt(10));
        }
        final int decimals = random.nextInt(14);
        for (int i = 0; i < decimals; i++) {
            text.append(i == 0 ? "." : "").append(random.nextInt(4) == 0 ? 5 : random.nextInt(10));
        }
        if (random.nextInt(4) == 0) {
            text.append(random.nextBoolean() ? 'e' : 'E')
                    .append(random.nextInt(3) == 0 ? "+" : random.nextBoolean() ? "-" : "")
                    .append(random.nextInt(14));
        }
        return text.toString();
    }

    @Test
    void shouldTakeNullForAnythingWithoutAFault() {
        scan("[null,null,null,null,null,null]");

        scanner.enterArray();
        scanner.nextElement();
        assertThat(scanner.decimal()).isEqualTo(Decimals.ABSENT);
        scanner.nextElement();
        assertThat(scanner.integer()).isEqualTo(Decimals.ABSENT);
        scanner.nextElement();
        assertThat(scanner.bool()).isFalse();
        scanner.nextElement();
        assertThat(scanner.text()).isFalse();
        scanner.nextElement();
        assertThat(scanner.enterObject()).isFalse();
        scanner.nextElement();
        assertThat(scanner.enterArray()).isFalse();
        assertThat(scanner.nextElement()).isFalse();
        assertThat(scanner.finish()).isTrue();
    }

    @Test
    void shouldTakeAWordWhereANumberMayStandForAbsent() {
        scan("[\"expired\",12.5,null,{\"a\":[]}]");

        scanner.enterArray();
        scanner.nextElement();
        assertThat(scanner.decimalIfAny()).isEqualTo(Decimals.ABSENT);
        scanner.nextElement();
        assertThat(scanner.percentIfAny()).isEqualTo(12_500_000L);
        scanner.nextElement();
        assertThat(scanner.decimalIfAny()).isEqualTo(Decimals.ABSENT);
        scanner.nextElement();
        assertThat(scanner.percentIfAny()).isEqualTo(Decimals.ABSENT);
        assertThat(scanner.nextElement()).isFalse();
        assertThat(scanner.finish()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"1\"|WRONG_TYPE", "true|WRONG_TYPE", "[]|WRONG_TYPE", "|TRUNCATED", "x|BAD_SYNTAX"})
    void shouldSayWhyThereIsNoNumber(final String text, final JsonStatus status) {
        scan(text == null ? "" : text).decimal();

        assertThat(scanner.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "plain|plain",
                "|",
                "a\\\"b\\\\c\\/d|a\"b\\c/d",
                "\\u0041\\u00e9\\u20ac|Aé€",
                "\\ud83d\\ude00 smile|\uD83D\uDE00 smile",
                "longer than eight bytes, é in it|longer than eight bytes, é in it",
                "\uD83D\uDE00|\uD83D\uDE00",
            })
    void shouldReadStrings(final String raw, final String value) {
        assertThat(scan("\"" + (raw == null ? "" : raw) + "\"").text()).isTrue();

        assertThat(scanner.textString()).isEqualTo(value == null ? "" : value);
        assertThat(scanner.finish()).isTrue();
    }

    @Test
    void shouldHandOutTheCurrentTextByteByByteAndAsAWord() {
        scan("\"amount\"");
        final UnsafeBuffer target = new UnsafeBuffer(new byte[8]);

        assertThat(scanner.word(NAMES)).isEqualTo(AMOUNT);
        assertThat(scanner.textLength()).isEqualTo(6);
        assertThat(scanner.textByte(1)).isEqualTo((byte) 'm');
        assertThat(scanner.isText("amount".getBytes(StandardCharsets.US_ASCII))).isTrue();
        assertThat(scanner.isText("amounts".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
        assertThat(scanner.copyText(target, 1, 4)).isEqualTo(4);
        assertThat(target.getStringWithoutLengthAscii(1, 5)).isEqualTo("amou\0");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "[1,2|TRUNCATED",
                "{\"a\":|TRUNCATED",
                "{\"a\"|TRUNCATED",
                "{\"a|TRUNCATED",
                "\"a\\|TRUNCATED",
                "tru|TRUNCATED",
                "{\"a\":1,}|BAD_SYNTAX",
                "{,\"a\":1}|BAD_SYNTAX",
                "{\"a\" 1}|BAD_SYNTAX",
                "{a:1}|BAD_SYNTAX",
                "{\"a\":1]|BAD_SYNTAX",
                "[1,]|BAD_SYNTAX",
                "[,1]|BAD_SYNTAX",
                "[1 2]|BAD_SYNTAX",
                "[1}|BAD_SYNTAX",
                "[truth]|BAD_SYNTAX",
                "[NaN]|BAD_SYNTAX",
                "[+1]|BAD_SYNTAX",
                "[.5]|BAD_SYNTAX",
                "[01]|BAD_NUMBER",
                "[1.]|BAD_NUMBER",
                "[1e]|BAD_NUMBER",
                "[-]|BAD_NUMBER",
                "\"\\x\"|BAD_STRING",
                "\"\\u12g4\"|BAD_STRING",
                "{} {}|TRAILING",
                "1 1|TRAILING",
            })
    void shouldSayWhatIsWrongWithAText(final String text, final JsonStatus status) {
        assertThat(skipAll(text)).isEqualTo(status);
    }

    @Test
    void shouldRefuseControlCharactersAndBytesThatAreNoUtf8InStrings() {
        assertThat(skipAll("\"a\tb\"")).isEqualTo(JsonStatus.BAD_STRING);
        assertThat(skipAll("\"a\0b\"")).isEqualTo(JsonStatus.BAD_STRING);
        for (final byte[] bad : new byte[][] {
            {'"', (byte) 0x80, '"'},
            {'"', (byte) 0xC0, (byte) 0x80, '"'},
            {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
            {'"', (byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80, '"'},
            {'"', (byte) 0xE2, (byte) 0x82, '"'},
        }) {
            scanner.wrap(bad, 0, bad.length).skip();
            assertThat(scanner.status()).isEqualTo(JsonStatus.BAD_UTF8);
        }
    }

    @Test
    void shouldBoundNesting() {
        assertThat(skipAll("[".repeat(JsonScanner.MAX_DEPTH) + "]".repeat(JsonScanner.MAX_DEPTH)))
                .isEqualTo(JsonStatus.OK);
        assertThat(skipAll("[".repeat(JsonScanner.MAX_DEPTH + 1))).isEqualTo(JsonStatus.TOO_DEEP);
        assertThat(skipAll("{\"a\":".repeat(1_000_000))).isEqualTo(JsonStatus.TOO_DEEP);
    }

    @Test
    void shouldTakeTextsLongerThanAnyBeforeUpToItsBound() {
        final String longText = "\"" + "x".repeat(300_000) + "\"";

        assertThat(scan(longText).text()).isTrue();
        assertThat(scanner.textLength()).isEqualTo(300_000);
        assertThat(skipAll("\"" + "é".repeat(200_000) + "\"")).isEqualTo(JsonStatus.OK);

        final byte[] tooLong = new byte[JsonScanner.MAX_LENGTH + 1];
        assertThat(scanner.wrap(tooLong, 0, tooLong.length).status()).isEqualTo(JsonStatus.TOO_LONG);
        assertThat(scanner.enterObject()).isFalse();
        assertThat(skipAll("{}")).isEqualTo(JsonStatus.OK);
    }

    @Test
    void shouldStayInTheFirstFault() {
        scan("{\"price\":\"x\",\"amount\":1}");

        scanner.enterObject();
        scanner.nextField(NAMES);
        scanner.decimal();

        assertThat(scanner.nextField(NAMES)).isEqualTo(JsonScanner.END);
        assertThat(scanner.decimal()).isEqualTo(Decimals.ABSENT);
        assertThat(scanner.nextElement()).isFalse();
        assertThat(scanner.finish()).isFalse();
        assertThat(scanner.status()).isEqualTo(JsonStatus.WRONG_TYPE);
    }

    @Test
    void shouldGoBackToAValueThatWasPassedOver() {
        scan("{\"legs\":[1,2],\"price\":5}");
        scanner.enterObject();
        scanner.nextField(NAMES);
        final int legs = scanner.position();
        scanner.skip();
        scanner.nextField(NAMES);
        scanner.decimal();
        assertThat(scanner.nextField(NAMES)).isEqualTo(JsonScanner.END);
        assertThat(scanner.finish()).isTrue();

        scanner.seek(legs);

        assertThat(scanner.enterArray()).isTrue();
        assertThat(scanner.nextElement()).isTrue();
        assertThat(scanner.integer()).isEqualTo(1);
    }

    @Test
    void shouldReadFromABufferAtAnOffset() {
        final byte[] bytes = "junk[12]junk".getBytes(StandardCharsets.US_ASCII);

        scanner.wrap(new UnsafeBuffer(bytes), 4, 4).enterArray();
        scanner.nextElement();

        assertThat(scanner.integer()).isEqualTo(12);
        assertThat(scanner.nextElement()).isFalse();
        assertThat(scanner.finish()).isTrue();
    }

    @Test
    void shouldCutEveryPrefixOfATextShortWithoutHarm() {
        final String text = "{\"a\":[1.5e3,\"\\u0041é\",null,true,{\"b\":-0.25}],\"c\":\"d\"}";
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < bytes.length; length++) {
            scanner.wrap(bytes, 0, length).skip();
            assertThat(scanner.finish()).as("length=" + length).isFalse();
        }
        assertThat(skipAll(text)).isEqualTo(JsonStatus.OK);
    }
}
