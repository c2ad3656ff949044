package io.gimbal.engine.app.configuration;

import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.engine.hedging.policy.TriggerProgram;
import io.gimbal.journal.codec.TriggerOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a trigger: {@code outside and (since_trade >= 30s or price_move >= 50bp) and not between(07:30, 08:00)}. {@code not}
 * binds tighter than {@code and}, that tighter than {@code or}. Whatever is wrong becomes a {@link RefusedValueException}
 * that says where in the text, what was expected and, for a word, what was probably meant.
 */
final class TriggerParser {
    /** Longest text that is read. */
    static final int LONGEST = 1000;

    private static final int DEEPEST = 32;
    private static final Pattern TOKEN =
            Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_]*|[0-9][0-9A-Za-z.:%_]*|>=|<=|>|<|\\(|\\)|,|\\S|$)");
    private static final String CONDITION =
            "a condition: outside, event(…), between(…, …), or a quantity such as since_trade >= 30s";
    private static final Map<String, TriggerOperation> SIGNS = Map.of(
            ">=", TriggerOperation.AT_LEAST,
            "<=", TriggerOperation.AT_MOST,
            ">", TriggerOperation.ABOVE,
            "<", TriggerOperation.BELOW);

    private final String text;
    private final Matcher matcher;
    private String token = "";
    private int at;
    private int depth;

    private TriggerParser(final String text) {
        this.text = text;
        this.matcher = TOKEN.matcher(text);
        advance();
    }

    /**
     * Reads a whole text.
     *
     * @param text of at most {@link #LONGEST} characters
     * @return what it means
     * @throws RefusedValueException when it means nothing
     */
    static TriggerExpression parse(final String text) {
        if (text.length() > LONGEST) {
            throw new RefusedValueException("must not be longer than " + LONGEST + " characters");
        }
        final TriggerParser parser = new TriggerParser(text);
        final TriggerExpression expression = parser.either();
        if (!parser.token.isEmpty()) {
            throw parser.refused("and, or, or the end", parser.isWord() ? List.of("and", "or") : List.of());
        }
        final int steps = steps(expression).size();
        if (steps > TriggerProgram.MOST_STEPS) {
            throw new RefusedValueException("must take at most " + TriggerProgram.MOST_STEPS
                    + " steps (a comparison takes three, each and, or, not one), found " + steps);
        }
        return expression;
    }

    /** {@return the postfix form of an expression} */
    static List<TriggerExpression.Step> steps(final TriggerExpression expression) {
        final List<TriggerExpression.Step> steps = new ArrayList<>();
        expression.compile(steps);
        return steps;
    }

    private void advance() {
        at = matcher.find() ? matcher.start(1) : text.length();
        token = at < text.length() ? matcher.group(1) : "";
    }

    private boolean isWord() {
        return !token.isEmpty() && (Character.isLetter(token.charAt(0)) || token.charAt(0) == '_');
    }

    private TriggerExpression either() {
        return joined("or", false);
    }

    private TriggerExpression joined(final String word, final boolean isAll) {
        final List<TriggerExpression> parts = new ArrayList<>();
        addPart(parts, isAll);
        while (token.equals(word)) {
            advance();
            addPart(parts, isAll);
        }
        return parts.size() == 1 ? parts.get(0) : new TriggerExpression.Join(isAll, parts);
    }

    /** What is joined by the same word anyway needs no parentheses. */
    private void addPart(final List<TriggerExpression> parts, final boolean isAll) {
        final TriggerExpression part = isAll ? negation() : joined("and", true);
        if (part instanceof final TriggerExpression.Join join && join.isAll() == isAll) {
            parts.addAll(join.parts());
        } else {
            parts.add(part);
        }
    }

    private TriggerExpression negation() {
        if (++depth > DEEPEST) {
            throw refused("at most " + DEEPEST + " conditions inside each other", List.of());
        }
        final TriggerExpression expression;
        if ("not".equals(token)) {
            advance();
            expression = new TriggerExpression.Not(negation());
        } else if ("(".equals(token)) {
            advance();
            expression = either();
            take(")", "and, or, or )");
        } else {
            expression = condition();
        }
        depth--;
        return expression;
    }

    private TriggerExpression condition() {
        final TriggerQuantity quantity = TriggerQuantity.find(token);
        if (quantity != null) {
            advance();
            return comparison(quantity);
        }
        return switch (token) {
            case "outside" -> word(TriggerOperation.OUTSIDE);
            case "true" -> word(TriggerOperation.TRUE);
            case "false" -> word(TriggerOperation.FALSE);
            case "event" -> events();
            case "between" -> between();
            default -> throw refused(CONDITION, isWord() ? conditionWords() : List.of());
        };
    }

    private static List<String> conditionWords() {
        final List<String> words = new ArrayList<>();
        for (final TriggerQuantity quantity : TriggerQuantity.values()) {
            words.add(quantity.word());
        }
        words.addAll(List.of("outside", "event", "between", "not", "true", "false"));
        return words;
    }

    private TriggerExpression word(final TriggerOperation operation) {
        final String word = token;
        advance();
        return new TriggerExpression.Word(word, operation);
    }

    private TriggerExpression comparison(final TriggerQuantity quantity) {
        final String sign = token;
        final TriggerOperation operation = SIGNS.get(sign);
        if (operation == null) {
            throw refused(">=, <=, > or < after " + quantity.word(), List.of());
        }
        advance();
        return new TriggerExpression.Compare(quantity, sign, operation, number(quantity.unit()));
    }

    private long number(final TriggerUnit unit) {
        final Long scaled = unit.scaled(token);
        if (scaled == null) {
            throw refused(unit.form(), List.of());
        }
        advance();
        return scaled;
    }

    private TriggerExpression between() {
        advance();
        take("(", "( after between");
        final long from = number(TriggerUnit.CLOCK);
        take(",", ", and the end of the stretch");
        final int end = at;
        final long to = number(TriggerUnit.CLOCK);
        if (to == from) {
            throw new RefusedValueException(
                    "at character " + (end + 1) + ": expected another time than the start of the stretch", end);
        }
        take(")", ")");
        return new TriggerExpression.Between(from, to);
    }

    private TriggerExpression events() {
        advance();
        take("(", "( after event");
        final List<HedgeEvent> named = new ArrayList<>();
        named.add(event(named));
        while (",".equals(token)) {
            advance();
            named.add(event(named));
        }
        take(")", ", or )");
        return new TriggerExpression.Events(
                Arrays.stream(HedgeEvent.values()).filter(named::contains).toList());
    }

    private HedgeEvent event(final List<HedgeEvent> named) {
        final List<String> words =
                Arrays.stream(HedgeEvent.values()).map(HedgeEvent::word).toList();
        for (final HedgeEvent event : HedgeEvent.values()) {
            if (event.word().equals(token)) {
                if (named.contains(event)) {
                    throw refused("each event once", List.of());
                }
                advance();
                return event;
            }
        }
        throw refused("an event: " + String.join(", ", words), isWord() ? words : List.of());
    }

    private void take(final String wanted, final String expected) {
        if (!token.equals(wanted)) {
            throw refused(expected, List.of());
        }
        advance();
    }

    private RefusedValueException refused(final String expected, final List<String> words) {
        final String found = token.isEmpty() ? "the end" : '"' + token + '"';
        final String hint = words.isEmpty() ? "" : Suggestion.hint(token, words);
        return new RefusedValueException(
                "at character " + (at + 1) + ": expected " + expected + ", found " + found + hint, at);
    }
}
