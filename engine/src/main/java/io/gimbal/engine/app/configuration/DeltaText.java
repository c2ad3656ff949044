package io.gimbal.engine.app.configuration;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.DeltaRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which delta, as a file says it: a word, and after a colon the numbers it needs.
 *
 * @param rule    what volatility is taken to do
 * @param numbers times 1e8: the ratio of skew stickiness, or six coefficients of minimum variance, calls' first; else none
 */
record DeltaText(DeltaRule rule, List<Long> numbers) {
    /** What is allowed, for people. */
    static final String FORM = "sticky-strike | sticky-moneyness | skew-stickiness:R | estimated |"
            + " minimum-variance:a,b,c or minimum-variance:a,b,c;a,b,c (calls; puts)";

    private static final String SKEW_STICKINESS = "skew-stickiness";
    private static final String MINIMUM_VARIANCE = "minimum-variance";
    private static final List<String> WORDS =
            List.of("sticky-strike", "sticky-moneyness", SKEW_STICKINESS, "estimated", MINIMUM_VARIANCE);
    private static final List<DeltaRule> RULES = List.of(
            DeltaRule.STICKY_STRIKE,
            DeltaRule.STICKY_MONEYNESS,
            DeltaRule.SKEW_STICKINESS,
            DeltaRule.ESTIMATED,
            DeltaRule.MINIMUM_VARIANCE);
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,3}(\\.\\d{1,8})?");
    private static final long LARGEST = 10 * Decimals.ONE;
    private static final int PLACES = 8;
    private static final int COEFFICIENTS = 3;

    DeltaText {
        numbers = List.copyOf(numbers);
    }

    /**
     * Reads a text.
     *
     * @param text as the file says it
     * @return what it means
     * @throws RefusedValueException when it means nothing
     */
    static DeltaText parse(final String text) {
        final int colon = text.indexOf(':');
        final String word = colon < 0 ? text : text.substring(0, colon);
        final int place = WORDS.indexOf(word);
        if (place < 0) {
            throw new RefusedValueException("must be " + FORM + Suggestion.hint(word, WORDS), text);
        }
        final String rest = colon < 0 ? "" : text.substring(colon + 1);
        final List<Long> numbers = switch (word) {
            case SKEW_STICKINESS -> numbers(rest, 1, text);
            case MINIMUM_VARIANCE -> coefficients(rest, text);
            default -> List.of();
        };
        if (numbers.isEmpty() && colon >= 0) {
            throw new RefusedValueException(word + " takes no numbers", text);
        }
        return new DeltaText(RULES.get(place), numbers);
    }

    private static List<Long> coefficients(final String rest, final String text) {
        final int split = rest.indexOf(';');
        final String calls = split < 0 ? rest : rest.substring(0, split);
        final String puts = split < 0 ? rest : rest.substring(split + 1);
        final List<Long> numbers = new ArrayList<>(numbers(calls, COEFFICIENTS, text));
        numbers.addAll(numbers(puts, COEFFICIENTS, text));
        return numbers;
    }

    private static List<Long> numbers(final String rest, final int count, final String text) {
        final List<Long> numbers = new ArrayList<>();
        for (final String part : rest.split(",", -1)) {
            final String number = part.strip();
            if (!NUMBER.matcher(number).matches()) {
                throw new RefusedValueException("must be " + FORM + ", each number from -10 to 10", text);
            }
            numbers.add(new BigDecimal(number).movePointRight(PLACES).longValueExact());
        }
        if (numbers.size() != count || numbers.stream().anyMatch(number -> Math.abs(number) > LARGEST)) {
            throw new RefusedValueException("must be " + FORM + ", each number from -10 to 10", text);
        }
        return numbers;
    }

    /** {@return the one way in which it is shown} */
    String text() {
        final String word = WORDS.get(RULES.indexOf(rule));
        if (numbers.isEmpty()) {
            return word;
        }
        final List<Long> calls = numbers.subList(0, Math.min(COEFFICIENTS, numbers.size()));
        final List<Long> puts = numbers.subList(calls.size(), numbers.size());
        return word + ':' + plain(calls) + (puts.isEmpty() || puts.equals(calls) ? "" : ';' + plain(puts));
    }

    private static String plain(final List<Long> numbers) {
        return numbers.stream().map(Decimals::text).collect(Collectors.joining(","));
    }
}
