package io.gimbal.perf.style;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.perf.style.SourceShape.Piece;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Holds all modules to the shape that docs/STYLE.md aims at. */
final class SourceStyleTest {
    private static final int MAX_METHOD_LINES = 60;
    private static final int SHORT_METHOD_LINES = 20;
    private static final int MAX_CLASS_LINES = 400;
    private static final double SHORT_METHODS_AT_LEAST = 0.85;
    private static final double TEST_PER_MAIN_AT_LEAST = 0.83;
    private static final Pattern PROMISES = Pattern.compile("(?i)\\b(t[o]do|fix[m]e|x{3}|simplified|stub(bed)?)\\b");
    private static final Pattern CORE =
            Pattern.compile("engine/src/main/java/io/gimbal/engine/(pricing|book|greeks|orders|risk|hedging)/.*");
    private static final Pattern TEST_NAME = Pattern.compile("should[A-Z]\\w*");
    private static final List<String> TEST_ANNOTATIONS = List.of("Test", "ParameterizedTest", "RepeatedTest");

    private static Map<String, String> everything;
    private static Map<String, SourceShape> main;
    private static Map<String, SourceShape> tests;

    @BeforeAll
    static void readSources() {
        final Sources sources = new Sources(
                Path.of(Objects.requireNonNull(System.getProperty("gimbal.root"), "property gimbal.root is not set")));
        everything = sources.below("main", "");
        main = shapes(sources.below("main", ".java"));
        tests = shapes(sources.below("test", ".java"));
    }

    private static Map<String, SourceShape> shapes(final Map<String, String> texts) {
        final Map<String, SourceShape> shapes = new TreeMap<>();
        texts.forEach((path, text) -> shapes.put(path, SourceShape.of(path, text)));
        return shapes;
    }

    @Test
    void shouldKeepEveryMethodWithinSixtyLines() {
        assertThat(longerThan(MAX_METHOD_LINES, SourceShape::methods)).isEmpty();
    }

    @Test
    void shouldKeepEveryClassWithinFourHundredLines() {
        assertThat(longerThan(MAX_CLASS_LINES, SourceShape::classes)).isEmpty();
    }

    @Test
    void shouldKeepMostMethodsShort(final TestReporter reporter) {
        final List<Piece> methods = main.values().stream()
                .flatMap(shape -> shape.methods().stream())
                .toList();
        final long few = methods.stream()
                .filter(method -> method.linesOfCode() < SHORT_METHOD_LINES)
                .count();

        final double share = (double) few / methods.size();

        reporter.publishEntry(
                "methods under " + SHORT_METHOD_LINES + " lines",
                String.format(Locale.ROOT, "%d of %d (%.3f)", few, methods.size(), share));
        assertThat(share).isGreaterThanOrEqualTo(SHORT_METHODS_AT_LEAST);
    }

    @Test
    void shouldPromiseNothingInTheSources() {
        final Predicate<String> promises = PROMISES.asPredicate();
        final List<String> lines = everything.entrySet().stream()
                .flatMap(file ->
                        file.getValue().lines().filter(promises).map(line -> file.getKey() + ": " + line.strip()))
                .toList();

        assertThat(lines).isEmpty();
    }

    @Test
    void shouldHoldNoLockInTheCore() {
        assertThat(main.entrySet().stream()
                        .filter(file -> CORE.matcher(file.getKey()).matches())
                        .filter(file -> file.getValue().synchronizedBlocks() > 0)
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    @Test
    void shouldNameEveryTestForWhatItShows() {
        final List<String> others = tests.entrySet().stream()
                .flatMap(file -> file.getValue().methods().stream()
                        .filter(method -> method.annotations().stream().anyMatch(TEST_ANNOTATIONS::contains))
                        .filter(method -> !TEST_NAME.matcher(method.name()).matches())
                        .map(method -> file.getKey() + ": " + method.name()))
                .toList();

        assertThat(others).isEmpty();
    }

    @Test
    void shouldMeasureHowMuchOfTheCodeIsTest(final TestReporter reporter) {
        final int mainLines = lines(main.values().stream());
        final int testLines = lines(tests.values().stream());
        final double testPerMain = (double) testLines / mainLines;

        reporter.publishEntry(
                "lines of code",
                String.format(Locale.ROOT, "main %d, test %d, test per main %.2f", mainLines, testLines, testPerMain));
        assertThat(testPerMain).isGreaterThanOrEqualTo(TEST_PER_MAIN_AT_LEAST);
    }

    private static int lines(final Stream<SourceShape> shapes) {
        return shapes.collect(Collectors.summingInt(SourceShape::linesOfCode));
    }

    private static List<String> longerThan(final int limit, final Function<SourceShape, List<Piece>> pieces) {
        return main.entrySet().stream()
                .flatMap(file -> pieces.apply(file.getValue()).stream()
                        .filter(piece -> piece.linesOfCode() > limit)
                        .map(piece -> file.getKey() + ": " + piece.name() + " lines=" + piece.linesOfCode()))
                .toList();
    }
}
