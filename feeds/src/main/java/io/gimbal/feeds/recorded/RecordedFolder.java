package io.gimbal.feeds.recorded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a folder that hold a coin's market, by name and by columns: paths are called {@code <coin>_…}, chains
 * {@code <coin>_chain_…} or anything that is not another coin's chain. Files of other kinds are left alone.
 */
final class RecordedFolder {
    private static final Pattern CHAIN_OF_COIN = Pattern.compile("([a-z0-9]+)_chain_.*");

    private final Path folder;
    private final List<Path> tables;

    private RecordedFolder(final Path folder, final List<Path> tables) {
        this.folder = folder;
        this.tables = tables;
    }

    static RecordedFolder open(final Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return new RecordedFolder(
                    folder, files.filter(RecordedFolder::isTable).sorted().toList());
        } catch (final IOException e) {
            final BadRecordedDataException bad =
                    new BadRecordedDataException(folder, 0, "", String.valueOf(e), "a folder of recorded data");
            bad.initCause(e);
            throw bad;
        }
    }

    Path folder() {
        return folder;
    }

    /** Files that may hold rows of the coin's chain, in the order of their names. */
    List<Path> chains(final String coin) {
        final List<Path> chains = new ArrayList<>();
        for (final Path file : tables) {
            final Matcher name = CHAIN_OF_COIN.matcher(file.getFileName().toString());
            final boolean isOther = name.matches() && !name.group(1).equals(coin.toLowerCase(Locale.ROOT));
            if (!isOther && PathFile.layout(file) == PathFile.Layout.CHAIN) {
                chains.add(file);
            }
        }
        return chains;
    }

    /** Files of one layout that bear the coin's name, in the order of their names. */
    List<Path> paths(final String coin, final PathFile.Layout layout) {
        final String prefix = coin.toLowerCase(Locale.ROOT) + "_";
        return tables.stream()
                .filter(file -> file.getFileName().toString().startsWith(prefix))
                .filter(file -> PathFile.layout(file) == layout)
                .toList();
    }

    private static boolean isTable(final Path file) {
        final String name = file.getFileName().toString();
        return Files.isRegularFile(file) && (name.endsWith(".csv") || name.endsWith(".csv.gz"));
    }
}
