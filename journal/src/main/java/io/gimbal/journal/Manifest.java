package io.gimbal.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code MANIFEST}: one line per generation, oldest first, and a last line with the count and the CRC32C of
 * everything before it. Immutable; a change is a new manifest, written whole.
 */
final class Manifest {
    static final Manifest EMPTY = new Manifest(List.of());

    private static final String TITLE = "gimbal-manifest 1";
    private static final String NUMBER = "(\\d{1,19})";
    private static final String HASH = "([0-9a-f]{16})";
    private static final Pattern LINE = Pattern.compile("generation=" + NUMBER + " epoch=" + NUMBER
            + " day=(\\d{8}) storage=([A-Za-z0-9]+) state=(OPEN|CLOSED|SEALED)"
            + " in=" + NUMBER + "\\.\\." + NUMBER + " inChain=" + HASH
            + " out=" + NUMBER + "\\.\\." + NUMBER + " outChain=" + HASH);
    private static final Pattern END = Pattern.compile("end generations=" + NUMBER + " crc32c=([0-9a-f]{8})");

    private final List<Generation> generations;

    private Manifest(final List<Generation> generations) {
        this.generations = List.copyOf(generations);
    }

    /** Reads it; null when there is none. */
    static @Nullable Manifest read(final Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        final String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        final int end = text.lastIndexOf('\n', text.length() - 2) + 1;
        final Matcher last = END.matcher(text.substring(end).stripTrailing());
        if (end == 0
                || !text.endsWith("\n")
                || !last.matches()
                || !last.group(2).equals(crc(text.substring(0, end) + countOf(last)))) {
            throw damaged(file, "checksum or last line is wrong");
        }
        final List<String> lines = text.substring(0, end).lines().toList();
        if (!lines.get(0).equals(TITLE) || Long.parseLong(last.group(1)) != lines.size() - 1) {
            throw damaged(file, "title or count is wrong");
        }
        final List<Generation> found = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            found.add(parse(
                    file,
                    lines.get(i),
                    i,
                    found.isEmpty() ? Predecessor.NONE : found.get(i - 2).end()));
        }
        return new Manifest(found);
    }

    private static String countOf(final Matcher end) {
        return "end generations=" + end.group(1);
    }

    private static Generation parse(final Path file, final String line, final int number, final Predecessor before) {
        final Matcher m = LINE.matcher(line);
        if (!m.matches()
                || Long.parseLong(m.group(1)) != number
                || Long.parseLong(m.group(6)) != before.lastInSequence() + 1
                || Long.parseLong(m.group(9)) != before.lastOutSequence() + 1) {
            throw damaged(file, "line=" + number + ", text=" + line);
        }
        final Predecessor end = new Predecessor(
                number,
                Long.parseLong(m.group(7)),
                Long.parseUnsignedLong(m.group(8), 16),
                Long.parseLong(m.group(10)),
                Long.parseUnsignedLong(m.group(11), 16));
        return new Generation(
                number,
                Integer.parseUnsignedInt(m.group(2)),
                m.group(3),
                m.group(4),
                Generation.State.valueOf(m.group(5)),
                before,
                end);
    }

    private static JournalCorruptException damaged(final Path file, final String what) {
        return new JournalCorruptException(0, "MANIFEST is damaged: path=" + file + ", " + what);
    }

    /** Replaces the file durably. */
    void write(final Path file) throws IOException {
        final StringBuilder text = new StringBuilder(TITLE).append('\n');
        for (final Generation g : generations) {
            text.append(line(g)).append('\n');
        }
        text.append("end generations=").append(generations.size());
        final String sum = crc(text.toString());
        text.append(" crc32c=").append(sum).append('\n');
        AtomicFile.replace(file, text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String line(final Generation g) {
        return String.format(
                Locale.ROOT,
                "generation=%d epoch=%s day=%s storage=%s state=%s in=%d..%d inChain=%016x out=%d..%d outChain=%016x",
                g.number(),
                Integer.toUnsignedString(g.epoch()),
                g.day(),
                g.storage(),
                g.state(),
                g.firstInSequence(),
                g.end().lastInSequence(),
                g.end().inChain(),
                g.firstOutSequence(),
                g.end().lastOutSequence(),
                g.end().outChain());
    }

    private static String crc(final String text) {
        final CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    List<Generation> generations() {
        return generations;
    }

    /** Where the last generation ended. */
    Predecessor end() {
        return generations.isEmpty()
                ? Predecessor.NONE
                : generations.get(generations.size() - 1).end();
    }

    /** The highest epoch of any generation; 0 when there is none. */
    long highestEpoch() {
        return generations.stream()
                .mapToLong(g -> Integer.toUnsignedLong(g.epoch()))
                .max()
                .orElse(0);
    }

    /** With one more generation, or with the last one replaced by its next state. */
    Manifest with(final Generation generation) {
        final List<Generation> next = new ArrayList<>(generations.subList(0, generation.number() - 1));
        next.add(generation);
        return new Manifest(next);
    }
}
