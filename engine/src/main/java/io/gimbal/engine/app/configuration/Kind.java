package io.gimbal.engine.app.configuration;

import io.gimbal.feeds.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tomlj.TomlArray;

/**
 * What a property may hold. A kind turns what the file says into the one value that stands for it (Long, String,
 * Boolean or List of String; decimals as Long scaled by 1e8), or refuses it with a sentence.
 */
sealed interface Kind {
    /**
     * Checks a value of a file.
     *
     * @param value as the TOML parser delivers it
     * @return the value that stands for it
     * @throws RefusedValueException when type or range do not fit; the message says what was expected
     */
    Object accept(Object value);

    /** {@return the value as TOML} */
    String toToml(Object value);

    /** {@return the value as JSON libraries know it} */
    Object toJson(Object value);

    /** {@return name of the type, for the schema table} */
    String type();

    /** {@return what is allowed, for the schema table} */
    String range();

    /** A whole number in a closed range. */
    record WholeNumber(long min, long max) implements Kind {
        @Override
        public Object accept(final Object value) {
            if (!(value instanceof final Long number)) {
                throw new RefusedValueException("must be a whole number", value);
            }
            if (number < min || number > max) {
                throw new RefusedValueException("must be " + range(), value);
            }
            return number;
        }

        @Override
        public String toToml(final Object value) {
            return value.toString();
        }

        @Override
        public Object toJson(final Object value) {
            return value;
        }

        @Override
        public String type() {
            return "integer";
        }

        @Override
        public String range() {
            return min + " to " + max;
        }
    }

    /** A power of two in a closed range: ring sizes. */
    record PowerOfTwo(long min, long max) implements Kind {
        @Override
        public Object accept(final Object value) {
            final Object number = new WholeNumber(min, max).accept(value);
            if (Long.bitCount((Long) number) != 1) {
                throw new RefusedValueException("must be a power of two", value);
            }
            return number;
        }

        @Override
        public String toToml(final Object value) {
            return value.toString();
        }

        @Override
        public Object toJson(final Object value) {
            return value;
        }

        @Override
        public String type() {
            return "integer";
        }

        @Override
        public String range() {
            return "power of two, " + min + " to " + max;
        }
    }

    /** A decimal number of at most eight places in a closed range; all numbers scaled by 1e8. */
    record Decimal(long min, long max) implements Kind {
        private static final int PLACES = 8;

        @Override
        public Object accept(final Object value) {
            final BigDecimal number = numberOf(value);
            if (number.compareTo(decimal(min)) < 0 || number.compareTo(decimal(max)) > 0) {
                throw new RefusedValueException("must be " + range(), value);
            }
            if (number.stripTrailingZeros().scale() > PLACES) {
                throw new RefusedValueException("must not have more than eight decimal places", value);
            }
            return number.movePointRight(PLACES).longValueExact();
        }

        private static BigDecimal decimal(final long scaled) {
            return BigDecimal.valueOf(scaled, PLACES);
        }

        private static BigDecimal numberOf(final Object value) {
            if (value instanceof final Long whole) {
                return BigDecimal.valueOf(whole);
            }
            if (value instanceof final Double decimal && Double.isFinite(decimal)) {
                return BigDecimal.valueOf(decimal);
            }
            throw new RefusedValueException("must be a number", value);
        }

        @Override
        public String toToml(final Object value) {
            final String text = Decimals.text((Long) value);
            return text.indexOf('.') < 0 ? text + ".0" : text;
        }

        @Override
        public Object toJson(final Object value) {
            return new BigDecimal(Decimals.text((Long) value));
        }

        @Override
        public String type() {
            return "decimal";
        }

        @Override
        public String range() {
            return Decimals.text(min) + " to " + Decimals.text(max);
        }
    }

    /**
     * A decimal number of at most seventeen places in a closed range; all numbers scaled by 1e17. For what is very
     * small.
     */
    record FineDecimal(long min, long max) implements Kind {
        private static final int PLACES = 17;

        @Override
        public Object accept(final Object value) {
            final BigDecimal number = Decimal.numberOf(value);
            if (number.compareTo(decimal(min)) < 0 || number.compareTo(decimal(max)) > 0) {
                throw new RefusedValueException("must be " + range(), value);
            }
            if (number.stripTrailingZeros().scale() > PLACES) {
                throw new RefusedValueException("must not have more than seventeen decimal places", value);
            }
            return number.movePointRight(PLACES).longValueExact();
        }

        private static BigDecimal decimal(final long scaled) {
            return BigDecimal.valueOf(scaled, PLACES);
        }

        private static String plain(final long scaled) {
            return decimal(scaled).stripTrailingZeros().toPlainString();
        }

        @Override
        public String toToml(final Object value) {
            final String text = plain((Long) value);
            return text.indexOf('.') < 0 ? text + ".0" : text;
        }

        @Override
        public Object toJson(final Object value) {
            return new BigDecimal(plain((Long) value));
        }

        @Override
        public String type() {
            return "decimal";
        }

        @Override
        public String range() {
            return plain(min) + " to " + plain(max);
        }
    }

    /** One of a few words. */
    record Choice(List<String> words) implements Kind {
        @Override
        public Object accept(final Object value) {
            if (!(value instanceof final String word)) {
                throw new RefusedValueException("must be a string, one of " + range(), value);
            }
            if (!words.contains(word)) {
                throw new RefusedValueException("must be one of " + range() + Suggestion.hint(word, words), value);
            }
            return word;
        }

        @Override
        public String toToml(final Object value) {
            return '"' + value.toString() + '"';
        }

        @Override
        public Object toJson(final Object value) {
            return value;
        }

        @Override
        public String type() {
            return "choice";
        }

        @Override
        public String range() {
            return String.join(" | ", words);
        }
    }

    /** True or false. */
    record Flag() implements Kind {
        @Override
        public Object accept(final Object value) {
            if (!(value instanceof Boolean)) {
                throw new RefusedValueException("must be true or false", value);
            }
            return value;
        }

        @Override
        public String toToml(final Object value) {
            return value.toString();
        }

        @Override
        public Object toJson(final Object value) {
            return value;
        }

        @Override
        public String type() {
            return "boolean";
        }

        @Override
        public String range() {
            return "true | false";
        }
    }

    /** Text of a certain form, described in words; the pattern admits nothing that TOML would have to escape. */
    record Text(String pattern, String form) implements Kind {
        @Override
        public Object accept(final Object value) {
            if (!(value instanceof final String text)) {
                throw new RefusedValueException("must be a string: " + form, value);
            }
            if (!Pattern.matches(pattern, text)) {
                // What stands before an at sign in an address may be a password.
                throw text.contains("@")
                        ? new RefusedValueException("must be " + form + ", without a user")
                        : new RefusedValueException("must be " + form, value);
            }
            return text;
        }

        @Override
        public String toToml(final Object value) {
            return '"' + Objects.toString(value) + '"';
        }

        @Override
        public Object toJson(final Object value) {
            return value;
        }

        @Override
        public String type() {
            return "string";
        }

        @Override
        public String range() {
            return form;
        }
    }

    /** Several words of one form, each once. */
    record Words(String pattern, String form, int most) implements Kind {
        @Override
        public Object accept(final Object value) {
            if (!(value instanceof final TomlArray array)) {
                throw new RefusedValueException("must be a list of strings", value);
            }
            final List<String> words = new ArrayList<>();
            for (final Object word : array.toList()) {
                if (!(word instanceof final String text) || !Pattern.matches(pattern, text)) {
                    throw new RefusedValueException("must hold nothing but: " + form, word);
                }
                if (words.contains(text)) {
                    throw new RefusedValueException("must hold nothing twice", text);
                }
                words.add(text);
            }
            if (words.size() > most) {
                throw new RefusedValueException("must hold at most " + most + " words", value);
            }
            return List.copyOf(words);
        }

        @Override
        public String toToml(final Object value) {
            return ((List<?>) value)
                    .stream().map(word -> '"' + word.toString() + '"').collect(Collectors.joining(", ", "[", "]"));
        }

        @Override
        public Object toJson(final Object value) {
            return value;
        }

        @Override
        public String type() {
            return "list";
        }

        @Override
        public String range() {
            return "each a " + form;
        }
    }

    /** A trigger, in its canonical form. */
    record Trigger() implements Kind {
        @Override
        public Object accept(final Object value) {
            if (!(value instanceof final String text)) {
                throw new RefusedValueException("must be a string: " + range(), value);
            }
            return TriggerParser.parse(text).text();
        }

        @Override
        public String toToml(final Object value) {
            return '"' + value.toString() + '"';
        }

        @Override
        public Object toJson(final Object value) {
            return value;
        }

        @Override
        public String type() {
            return "trigger";
        }

        @Override
        public String range() {
            return "conditions joined by and, or, not";
        }
    }

    /** Which delta, in its canonical form. */
    record Delta() implements Kind {
        @Override
        public Object accept(final Object value) {
            if (!(value instanceof final String text)) {
                throw new RefusedValueException("must be a string: " + range(), value);
            }
            return DeltaText.parse(text).text();
        }

        @Override
        public String toToml(final Object value) {
            return '"' + value.toString() + '"';
        }

        @Override
        public Object toJson(final Object value) {
            return value;
        }

        @Override
        public String type() {
            return "delta";
        }

        @Override
        public String range() {
            return DeltaText.FORM;
        }
    }

    /** Where a credential stands. What is refused is never shown: it may be the credential itself. */
    record Reference() implements Kind {
        private static final Pattern FORM =
                Pattern.compile("|env:[A-Za-z_][A-Za-z0-9_]{0,127}|file:[A-Za-z0-9/_.~+-]{1,512}");

        @Override
        public Object accept(final Object value) {
            if (!(value instanceof final String text) || !FORM.matcher(text).matches()) {
                throw new RefusedValueException("must be " + range() + "; what was found is not shown");
            }
            return text;
        }

        @Override
        public String toToml(final Object value) {
            return '"' + value.toString() + '"';
        }

        @Override
        public Object toJson(final Object value) {
            return value;
        }

        @Override
        public String type() {
            return "reference";
        }

        @Override
        public String range() {
            return "env:NAME, file:PATH, or empty for none";
        }
    }
}
