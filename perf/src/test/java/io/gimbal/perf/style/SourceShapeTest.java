package io.gimbal.perf.style;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.perf.style.SourceShape.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SourceShapeTest {
    private static final String SOURCE = """
            package a; // one

            /**
             * Two words.
             */
            public final class Sample {
                private final String url = "http://x"; /* note */
                /* int unused;
                   int alsoUnused; */ int used;

                /** Doc is no code. */
                @Override
                public String toString() {
                    // why
                    final String block = \"\"\"
                            // text, not comment

                            \\\"\"\" still text
                            \"\"\";

                    synchronized (this) { return block + '"' + '\\'' + url; }
                }

                abstract void nothing();

                static class Inner {
                    Inner() {}
                }
            }

            record Pair(int a, int b) {
                void run() {
                }
            }
            """;

    @Test
    void shouldCountLinesOfCodeWhenCommentsAndBlanksStandBetween() {
        final SourceShape shape = SourceShape.of("Sample.java", SOURCE);

        // package, class, two fields, eight of toString, nothing(), three of Inner, brace; four of Pair.
        assertThat(shape.linesOfCode()).isEqualTo(21);
        assertThat(shape.classes())
                .containsExactly(new Piece("Sample", 16, List.of()), new Piece("Pair", 4, List.of()));
    }

    @Test
    void shouldListMethodsWithBodiesWhenNestedAndAbstractOnesAreThere() {
        assertThat(SourceShape.of("Sample.java", SOURCE).methods())
                .containsExactly(
                        new Piece("toString", 8, List.of("Override")),
                        new Piece("<init>", 1, List.of()),
                        new Piece("run", 2, List.of()));
    }

    @Test
    void shouldSeeSynchronizedBlocksWhenTheyHideInAMethod() {
        assertThat(SourceShape.of("Sample.java", SOURCE).synchronizedBlocks()).isEqualTo(1);
        assertThat(SourceShape.of("B.java", "class B { // synchronized (this) {}\n}")
                        .synchronizedBlocks())
                .isZero();
    }

    @Test
    void shouldMeasureALongMethodWhenOneIsThere() {
        final String source = "class Long {\nvoid run() {\n" + "run();\n\n// why\n".repeat(61) + "}\n}\n";

        assertThat(SourceShape.of("Long.java", source).methods()).containsExactly(new Piece("run", 63, List.of()));
    }
}
