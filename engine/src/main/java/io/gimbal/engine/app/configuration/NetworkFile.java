package io.gimbal.engine.app.configuration;

import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.hedging.policy.network.NetworkShape;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlVersion;

/**
 * A trained network as a text file: TOML whose numbers stand as hexadecimal doubles, so that not a bit is lost, behind
 * them a digest of all, and beside them where the network comes from and how it did.
 */
public final class NetworkFile {
    static final long FORMAT = 1;
    private static final long MOST_BYTES = 1L << 20;
    static final String FORMAT_KEY = "format";
    static final String ARCHITECTURE_KEY = "architecture";
    static final String KEPT_KEY = "kept";
    static final String DIGEST_KEY = "digest";

    /** Inputs, hidden layers, outputs. */
    static final List<Long> ARCHITECTURE =
            List.of((long) NetworkShape.INPUTS, (long) NetworkShape.HIDDEN, (long) NetworkShape.HIDDEN, (long)
                    NetworkShape.OUTPUTS);

    /** Every part of a row of words by name, in order; with the format before them they are the row. */
    static final List<Part> PARTS = List.of(
            new Part("weights", "first", NetworkShape.FIRST, NetworkShape.FIRST_BIAS),
            new Part("weights", "first_bias", NetworkShape.FIRST_BIAS, NetworkShape.SECOND),
            new Part("weights", "second", NetworkShape.SECOND, NetworkShape.SECOND_BIAS),
            new Part("weights", "second_bias", NetworkShape.SECOND_BIAS, NetworkShape.LAST),
            new Part("weights", "last", NetworkShape.LAST, NetworkShape.LAST_BIAS),
            new Part("weights", "last_bias", NetworkShape.LAST_BIAS, NetworkShape.MEAN),
            new Part("domain", "mean", NetworkShape.MEAN, NetworkShape.INVERSE_DEVIATION),
            new Part("domain", "inverse_deviation", NetworkShape.INVERSE_DEVIATION, NetworkShape.PRECISION),
            new Part("domain", "precision", NetworkShape.PRECISION, NetworkShape.MOST_DISTANCE),
            new Part("domain", "most_squared_distance", NetworkShape.MOST_DISTANCE, NetworkShape.LEAST),
            new Part("domain", "least", NetworkShape.LEAST, NetworkShape.MOST),
            new Part("domain", "most", NetworkShape.MOST, NetworkShape.COST_EDGES),
            new Part("cells", "cost_rate_edges", NetworkShape.COST_EDGES, NetworkShape.WIDTH_EDGES),
            new Part("cells", "relative_width_edges", NetworkShape.WIDTH_EDGES, NetworkShape.KEPT),
            new Part("cells", "kept_bits", NetworkShape.KEPT, NetworkShape.SIZE));

    private final Problems problems;
    private final TomlParseResult root;
    private final double[] row = new double[NetworkShape.SIZE];

    private NetworkFile(final Problems problems, final TomlParseResult root) {
        this.problems = problems;
        this.root = root;
        row[0] = NetworkShape.FORMAT;
    }

    /** Words of a row under one name. */
    record Part(String table, String name, int from, int to) {
        String path() {
            return table + '.' + name;
        }
    }

    /**
     * Reads a network that may hedge.
     *
     * @param file written by {@code gimbal train}
     * @return the network
     * @throws ConfigurationException when the file is none, was changed, or says that the network was not better than the
     *     closed forms
     */
    public static BandNetwork read(final Path file) {
        final String name = file.toString();
        final String text;
        try {
            if (Files.exists(file) && (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES)) {
                throw unreadable(name, "is no network: one is a file of at most " + MOST_BYTES + " bytes", null);
            }
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (final NoSuchFileException e) {
            throw unreadable(name, "there is no such file; check the path, or train one: gimbal train --out FILE", e);
        } catch (final CharacterCodingException e) {
            throw unreadable(name, "is not UTF-8; it is no network, or damaged", e);
        } catch (final IOException e) {
            throw unreadable(name, "cannot be read: " + e.getMessage(), e);
        }
        return read(name, text);
    }

    private static ConfigurationException unreadable(
            final String name, final String message, final @Nullable Exception cause) {
        final ConfigurationException failure =
                new ConfigurationException(List.of(new Problem(name, 1, 1, "", message)));
        failure.initCause(cause);
        return failure;
    }

    /**
     * Reads a text.
     *
     * @param name what to call it in messages
     * @param text of a network's file
     * @return the network
     * @throws ConfigurationException as above
     */
    public static BandNetwork read(final String name, final String text) {
        final Problems problems = new Problems(name);
        final TomlParseResult root = Toml.parse(text, TomlVersion.V1_0_0);
        root.errors().forEach(error -> problems.add(error.position(), "", "is not TOML: " + error.getMessage()));
        problems.throwIfAny();
        return new NetworkFile(problems, root).network();
    }

    private BandNetwork network() {
        if (!Objects.equals(root.get(FORMAT_KEY), FORMAT)) {
            refuse(FORMAT_KEY, "must be " + FORMAT + ": this code reads no other network");
        }
        final TomlArray layers = root.get(ARCHITECTURE_KEY) instanceof final TomlArray array ? array : null;
        if (layers == null || !layers.toList().equals(ARCHITECTURE)) {
            refuse(ARCHITECTURE_KEY, "must be " + ARCHITECTURE + ": the engine runs no other network");
        }
        problems.throwIfAny();
        PARTS.forEach(this::take);
        problems.throwIfAny();
        final BandNetwork network = BandNetwork.of(row);
        if (network == null) {
            refuse("", "is no network: a number is out of its range; train it anew");
        } else if (!digest(network).equals(root.get(DIGEST_KEY))) {
            refuse(
                    DIGEST_KEY,
                    "must be \"" + digest(network) + "\", as the numbers say: the file was changed; train it anew");
        } else if (!Boolean.TRUE.equals(root.get(KEPT_KEY)) || !network.isKeptAnywhere()) {
            refuse(
                    KEPT_KEY,
                    "must be true: this network was not better than the closed forms; use whalley-wilmott-edge, or train"
                            + " longer");
        }
        problems.throwIfAny();
        return Objects.requireNonNull(network);
    }

    private void take(final Part part) {
        final Object found = root.get(List.of(part.table(), part.name()));
        if (!(found instanceof final TomlArray array) || array.size() != part.to() - part.from()) {
            refuse(part.path(), "must be a list of " + (part.to() - part.from()) + " numbers as text");
            return;
        }
        for (int i = 0; i < array.size(); i++) {
            final double word = array.get(i) instanceof final String text ? number(text) : Double.NaN;
            if (Double.isNaN(word)) {
                problems.add(
                        array.inputPositionOf(i), part.path(), "must be a hexadecimal double, found " + array.get(i));
                return;
            }
            row[part.from() + i] = word;
        }
    }

    private static double number(final String text) {
        try {
            return Double.parseDouble(text);
        } catch (final NumberFormatException e) {
            return Double.NaN;
        }
    }

    private void refuse(final String key, final String message) {
        final @Nullable TomlPosition position = key.isEmpty() ? null : root.inputPositionOf(key);
        problems.add(position, key, message);
    }

    /** {@return how a digest is written} */
    static String digest(final BandNetwork network) {
        return String.format(Locale.ROOT, "%016x", network.digest());
    }
}
