package io.gimbal.perf.style;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What a Java source looks like: its methods, its top-level classes and its synchronized blocks. Lengths are lines of
 * code: blank lines and comments do not count.
 *
 * @param linesOfCode        of the whole file
 * @param methods            every method and constructor with a body
 * @param classes            top-level classes
 * @param synchronizedBlocks how many
 */
record SourceShape(int linesOfCode, List<Piece> methods, List<Piece> classes, int synchronizedBlocks) {
    /**
     * A named part of a source.
     *
     * @param name        of the method or class
     * @param linesOfCode from its first modifier to its closing brace
     * @param annotations simple names, without the sign
     */
    record Piece(String name, int linesOfCode, List<String> annotations) {}

    static SourceShape of(final String name, final String text) {
        final JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK, not a JRE");
        final JavacTask task = (JavacTask) compiler.getTask(
                null, null, diagnostic -> {}, List.of("-proc:none"), null, List.of(memory(name, text)));
        final Scanner scanner = new Scanner(Trees.instance(task).getSourcePositions(), CodeLines.of(text));
        try {
            for (final CompilationUnitTree unit : task.parse()) {
                scanner.scan(unit, unit);
            }
        } catch (final IOException e) {
            throw new IllegalStateException("memory cannot fail to be read: source=" + name, e);
        }
        return new SourceShape(
                scanner.code.cardinality(),
                List.copyOf(scanner.methods),
                List.copyOf(scanner.classes),
                scanner.synchronizedBlocks);
    }

    private static JavaFileObject memory(final String name, final String text) {
        return new SimpleJavaFileObject(URI.create("memory:///" + name), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(final boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static final class Scanner extends TreeScanner<@Nullable Void, CompilationUnitTree> {
        private final SourcePositions positions;
        private final BitSet code;
        private final List<Piece> methods = new ArrayList<>();
        private final List<Piece> classes = new ArrayList<>();
        private int depth;
        private int synchronizedBlocks;

        private Scanner(final SourcePositions positions, final BitSet code) {
            this.positions = positions;
            this.code = code;
        }

        @Override
        public @Nullable Void visitClass(final ClassTree type, final CompilationUnitTree unit) {
            if (depth++ == 0) {
                classes.add(piece(type.getSimpleName().toString(), type, type.getModifiers(), unit));
            }
            super.visitClass(type, unit);
            depth--;
            return null;
        }

        @Override
        public @Nullable Void visitMethod(final MethodTree method, final CompilationUnitTree unit) {
            if (method.getBody() != null) {
                methods.add(piece(method.getName().toString(), method, method.getModifiers(), unit));
            }
            return super.visitMethod(method, unit);
        }

        @Override
        public @Nullable Void visitSynchronized(final SynchronizedTree block, final CompilationUnitTree unit) {
            synchronizedBlocks++;
            return super.visitSynchronized(block, unit);
        }

        private Piece piece(
                final String name, final Tree tree, final ModifiersTree modifiers, final CompilationUnitTree unit) {
            final int first = (int) unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
            final int last = (int) unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree) - 1);
            final List<String> annotations = modifiers.getAnnotations().stream()
                    .map(annotation -> annotation.getAnnotationType().toString())
                    .map(qualified -> qualified.substring(qualified.lastIndexOf('.') + 1))
                    .toList();
            return new Piece(name, code.get(first, last + 1).cardinality(), annotations);
        }
    }
}
