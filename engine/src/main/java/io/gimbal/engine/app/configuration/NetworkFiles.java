package io.gimbal.engine.app.configuration;

import io.gimbal.engine.hedging.policy.network.BandNetwork;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the networks that a configuration names, each once. What is wrong with one stands among the configuration's problems. */
final class NetworkFiles {
    private static final BookPlaces.Place NETWORK = new BookPlaces.Place(BookSchema.HEDGING, PolicySchema.NETWORK);

    private final Path directory;
    private final Map<String, BandNetwork> networks = new HashMap<>();
    private final Set<String> refused = new HashSet<>();

    /**
     * Prepares to read.
     *
     * @param directory that paths are relative to
     * @param known     networks that stand in no file, by name
     */
    NetworkFiles(final Path directory, final Map<String, BandNetwork> known) {
        networks.putAll(known);
        this.directory = directory;
    }

    /**
     * Reads a network.
     *
     * @param name   as the configuration has it
     * @param places where the book's values were said
     * @return the network; null when it cannot be had, which is a problem
     */
    @Nullable
    BandNetwork read(final String name, final BookPlaces places) {
        if (!networks.containsKey(name) && refused.add(name)) {
            try {
                networks.put(name, NetworkFile.read(directory.resolve(name)));
            } catch (final InvalidPathException e) {
                places.add("must be a path of a file, found " + name, NETWORK);
            } catch (final ConfigurationException e) {
                e.problems().forEach(problem -> places.add("is refused: " + problem.text(), NETWORK));
            }
        }
        return networks.get(name);
    }
}
